package dev.keystile.gateway.internal.upstream;

import java.util.List;

/**
 * The list of request header fields by which services, frameworks or proxies take the request for one with another path,
 * method, address, scheme, host or user. A client that could send such a field would reach what its key does not allow, so
 * the gateway removes them all, in every spelling. Only {@link TrustedFields} pass, from trusted proxies.
 */
public final class ClaimFields {

    /**
     * The fields that some software reads; also a row of the table in this module's README.
     *
     * @param takenFor the part of a request that the value replaces
     * @param readBy the software that reads it, or sets it and believes it
     * @param names the names of fields; {@code *} at the end stands for every field that begins with what is before it
     */
    public record ReadFields(String takenFor, String readBy, List<String> names) {}

    /**
     * All sources. Each {@code *} is followed by the known names that it stands for, since nginx takes only whole names. A
     * new name also belongs in this module's README and in the files of {@code src/main/dist}; a test says where.
     */
    public static final List<ReadFields> SOURCES = List.of(
            // RFC 7239.
            source(
                    "address, scheme, host",
                    "RFC 7239: Spring, Rack, Symfony",
                    "Forwarded Forwarded-* Forwarded-For Forwarded-For-IP Forwarded-Host Forwarded-Proto"),
            // -Uri and -Method: Traefik and Caddy; -User, -Email, -Groups: oauth2-proxy; -Client-Cert: Envoy.
            source(
                    "address, scheme, host, path, method, user",
                    "nearly all: Spring, Rack, Symfony, Express, ASP.NET Core, Werkzeug, oauth2-proxy, Envoy, Traefik",
                    """
                    X-Forwarded X-Forwarded-* X-Forwarded-For X-Forwarded-For-Original X-Forwarded-By
                    X-Forwarded-Proto X-Forwarded-Protocol X-Forwarded-Scheme X-Forwarded-Ssl X-Forwarded-Host
                    X-Forwarded-Server X-Forwarded-Port X-Forwarded-Prefix X-Forwarded-Path X-Forwarded-Uri
                    X-Forwarded-Context X-Forwarded-Method X-Forwarded-User X-Forwarded-Username X-Forwarded-Email
                    X-Forwarded-Groups X-Forwarded-Preferred-Username X-Forwarded-Access-Token
                    X-Forwarded-Client-Cert X-Forwarded-Tls-Client-Cert X-Forwarded-Tls-Client-Cert-Info
                    """),
            // -URL: WordPress and Laminas on IIS; -For, -Proto, -Host, -Prefix: ASP.NET Core.
            source(
                    "path, method, address, scheme, host",
                    "IIS URL Rewrite, ISAPI_Rewrite, WordPress, Laminas, ASP.NET Core, nginx's auth_request",
                    """
                    X-Original-* X-Original-URL X-Original-URI X-Original-Path X-Original-Method X-Original-Host
                    X-Original-For X-Original-Proto X-Original-Prefix X-Original-Remote-Addr
                    X-Original-Forwarded-For X-Rewrite-* X-Rewrite-URL X-Rewrite-URI
                    """),
            // Rack::MethodOverride; -Method alone: OData.
            source("method, path, host", "Rack, Symfony, Laravel, Express, OData", """
                    X-HTTP-* X-HTTP-Method X-HTTP-Method-Override X-HTTP-Path-Override X-HTTP-Host-Override
                    X-HTTP-DestinationURL
                    """),
            source("method", "Express method-override, Google APIs", "X-Method X-Method-Override"),
            source("path, host", "applications of one's own, and what scanners try", """
                    X-Override-* X-Override-URL X-Proxy-URL X-Request-URI X-Request-Path Request-URI Base-URL
                    X-Base-URL Http-URL X-URL X-URI X-Path Proxy-URL Proxy-Host X-Host X-Host-Override
                    """),
            source("path, address, host", "Envoy, Istio", """
                    X-Envoy-* X-Envoy-Original-Path X-Envoy-Original-Host X-Envoy-Original-Dst-Host
                    X-Envoy-External-Address X-Envoy-Internal X-Envoy-Decorator-Operation
                    X-Envoy-Upstream-Rq-Timeout-Ms X-Envoy-Retry-On X-Envoy-Max-Retries
                    """),
            // Its proxy, where it is an ingress, sends the request to the service that the field names.
            source("host", "Linkerd", "L5d-Dst-Override"),
            // Set by its ReplacePath.
            source("path", "Traefik", "X-Replaced-Path"),
            // gunicorn's forwarder_headers.
            source("path", "gunicorn, Flask, Trac", "Script-Name Path-Info X-Script-Name"),
            // CVE-2025-61780.
            source("file", "Rack::Sendfile", "X-Accel-* X-Accel-Mapping X-Sendfile-Type"),
            // CVE-2025-29927: a request that claims to be an inner one passes its checks.
            source("path", "Next.js", """
                    X-Middleware-* X-Middleware-Subrequest X-Middleware-Rewrite X-Middleware-Prefetch X-Invoke-*
                    X-Invoke-Path X-Invoke-Query X-Invoke-Output X-Invoke-Status X-Matched-Path X-Now-Route-Matches
                    """),
            // HTTP-: HTTP_X_FORWARDED_FOR and HTTP_CLIENT_IP, the names of CGI, which some send as they are.
            source("address", "nginx, Go and Node libraries, Rack, CodeIgniter, Drupal", """
                    X-Real-IP X-Real-Client-IP Real-IP X-Client-IP Client-IP X-Source-IP X-Cluster-*
                    X-Cluster-Client-IP Cluster-Client-IP X-ProxyUser-IP X-Originating-IP
                    X-Originally-Forwarded-For X-Forward X-Forward-For X-Forwarder-For HTTP-X-Forwarded-For
                    HTTP-Client-IP X-Custom-IP-Authorization
                    """),
            source("address", "Akamai, Cloudflare", "True-Client-IP X-True-Client-IP X-True-IP Akamai-Client-IP"),
            source("address, scheme, user", "Cloudflare", """
                    CF-* CF-Connecting-IP CF-Connecting-IPv6 CF-Pseudo-IPv4 CF-Visitor CF-IPCountry
                    CF-Access-Authenticated-User-Email CF-Access-Jwt-Assertion
                    """),
            source("address, scheme", "Fastly, Fly.io, CloudFront", """
                    Fastly-* Fastly-Client-IP Fastly-SSL Fly-* Fly-Client-IP Fly-Forwarded-Proto Fly-Forwarded-Port
                    Fly-Forwarded-Ssl CloudFront-* CloudFront-Viewer-Address CloudFront-Forwarded-Proto
                    """),
            source("address", "Vercel, Netlify, DigitalOcean, Alibaba, Imperva, Sucuri", """
                    X-Vercel-* X-Vercel-Forwarded-For X-Vercel-Proxied-For X-NF-* X-NF-Client-Connection-IP
                    DO-Connecting-IP Ali-CDN-Real-IP CDN-Src-IP Incap-Client-IP X-Sucuri-* X-Sucuri-ClientIP
                    """),
            source("address, scheme, path, user", "Azure, IIS with ARR, ASP.NET Core", """
                    X-Azure-* X-Azure-ClientIP X-Azure-SocketIP X-ARR-* X-ARR-SSL X-ARR-ClientCert X-WAWS-*
                    X-WAWS-Unencoded-URL X-MS-Client-Principal X-MS-Client-Principal-* X-MS-Client-Principal-ID
                    X-MS-Client-Principal-Name X-MS-Client-Principal-IDP X-MS-Token-* X-MS-Token-AAD-ID-Token
                    X-MS-Token-AAD-Access-Token MS-ASPNETCORE-* MS-ASPNETCORE-ClientCert MS-ASPNETCORE-WinAuthToken
                    MS-ASPNETCORE-Token
                    """),
            // -Cron, -QueueName: App Engine's own calls.
            source("address, scheme, user", "Google Cloud", """
                    X-AppEngine-* X-AppEngine-User-IP X-AppEngine-Remote-Addr X-AppEngine-HTTPS X-AppEngine-User-ID
                    X-AppEngine-User-Email X-AppEngine-User-Is-Admin X-AppEngine-Cron X-AppEngine-QueueName
                    X-Goog-IAP-* X-Goog-IAP-JWT-Assertion X-Goog-Authenticated-* X-Goog-Authenticated-User-Email
                    X-Goog-Authenticated-User-ID X-Endpoint-API-UserInfo X-Apigateway-API-UserInfo
                    """),
            source("user", "AWS load balancers", """
                    X-Amzn-OIDC-* X-Amzn-OIDC-Identity X-Amzn-OIDC-Data X-Amzn-OIDC-Accesstoken X-Amzn-MTLS-*
                    X-Amzn-MTLS-Clientcert X-Amzn-MTLS-Clientcert-Leaf X-Amzn-MTLS-Clientcert-Subject
                    """),
            // $WSRA, $WSRU and their like: WebSphere's plug-in; no name for nginx, which drops it.
            source(
                    "address, scheme, user",
                    "WebLogic, WebSphere",
                    "WL-Proxy-* WL-Proxy-Client-IP WL-Proxy-Client-Cert WL-Proxy-SSL Proxy-Client-IP $WS*"),
            source(
                    "scheme",
                    "Rails, Symfony, Magento, Exchange",
                    "X-URL-Scheme X-Scheme Front-End-Https HTTPS X-HTTPS X-SSL"),
            // ssl_client_cert: Tomcat's SSLValve; -Offloaded: Magento.
            source("user, by a certificate; scheme", "RFC 9440, Tomcat, Puppet, set-ups of nginx and Apache", """
                    Client-Cert Client-Cert-* Client-Cert-Chain SSL-* SSL-Client-Cert SSL-Client-Verify
                    SSL-Client-S-DN SSL-Client-I-DN SSL-Cipher SSL-Session-ID SSL-Offloaded X-SSL-*
                    X-SSL-Client-Cert X-SSL-Client-Verify X-SSL-Client-DN X-SSL-Client-S-DN X-SSL-Subject
                    X-Client-Cert X-Client-Cert-* X-Client-Cert-Chain X-Client-Certificate X-Client-DN
                    X-Client-Verify X-Tls-Client-Cert
                    """),
            // Remote-User becomes HTTP_REMOTE_USER, which some send as it is; X-Remote-Group and -Extra-: Kubernetes.
            source("user, address", "Django, Authelia, Jenkins, Kubernetes", """
                    Remote-* Remote-User Remote-Name Remote-Email Remote-Groups Remote-Addr X-Remote-* X-Remote-User
                    X-Remote-Name X-Remote-Email X-Remote-Group X-Remote-Groups X-Remote-UID X-Remote-Addr
                    X-Remote-IP Http-Remote-User
                    """),
            // The user on whose behalf the authenticated user acts.
            source("user", "Kubernetes API server", """
                    Impersonate-User Impersonate-Group Impersonate-Uid Impersonate-Extra-* Impersonate-Extra-Scopes
                    """),
            source("user", "OpenSearch, OpenShift logging, applications of one's own", """
                    X-Proxy-User X-Proxy-Remote-User Proxy-User Proxy-Remote-User
                    """),
            // Not X-User-Id, which Rocket.Chat's clients send with their token, nor X-Auth-User and X-Auth-Email, which
            // those of
            // Swift and of Cloudflare send with a key.
            source("user", "applications of one's own", """
                    X-Auth-Username X-Auth-Roles X-User X-Username X-SSO-User Auth-User
                    """),
            source("user", "oauth2-proxy, Grafana, Gitea, authentik, Pomerium, Vouch, Tailscale", """
                    X-Auth-Request-* X-Auth-Request-User X-Auth-Request-Email X-Auth-Request-Groups
                    X-Auth-Request-Preferred-Username X-Auth-Request-Access-Token X-Webauth-* X-Webauth-User
                    X-Webauth-Name X-Webauth-Fullname X-Webauth-Email X-Webauth-Role X-Webauth-Groups X-Authentik-*
                    X-Authentik-Username X-Authentik-Name X-Authentik-Email X-Authentik-Groups X-Authentik-UID
                    X-Authentik-JWT X-Pomerium-* X-Pomerium-JWT-Assertion X-Pomerium-Claim-Email
                    X-Pomerium-Claim-Groups X-Vouch-* X-Vouch-User X-Vouch-IdP-Claims-Email Tailscale-*
                    Tailscale-User-Login Tailscale-User-Name
                    """),
            source("user", "Kong, APISIX, WSO2", """
                    X-Authenticated-* X-Authenticated-User X-Authenticated-UserID X-Authenticated-Scope
                    X-Authenticated-Groups X-Consumer-* X-Consumer-ID X-Consumer-Custom-ID X-Consumer-Username
                    X-Consumer-Groups X-Credential-* X-Credential-Identifier X-Credential-Username
                    X-Anonymous-Consumer X-UserInfo X-JWT-Assertion
                    """),
            // OIDC_CLAIM_sub, SM_USER, OAM_REMOTE_USER and iv-user.
            source("user", "mod_auth_openidc, Shibboleth, SiteMinder, WebSEAL, Oracle Access Manager, Cosign", """
                    OIDC-* OIDC-Claim-Sub OIDC-Claim-Email OIDC-Claim-Preferred-Username OIDC-Access-Token Shib-*
                    Shib-Session-ID Shib-Identity-Provider SM-* SM-User SM-UserDN IV-* IV-User IV-Groups IV-Creds
                    OAM-* OAM-Remote-User OSSO-* OSSO-User-DN OSSO-User-GUID Cosign-User
                    """),
            // CVE-2016-5385.
            source("the proxy of outgoing requests", "CGI programs (httpoxy)", "Proxy"));

    /** The names of all sources, in their order. */
    public static final List<String> NAMES =
            SOURCES.stream().flatMap(source -> source.names().stream()).toList();

    private static final FieldNames CLAIMS = FieldNames.of(NAMES);

    private ClaimFields() {}

    private static ReadFields source(String takenFor, String readBy, String names) {
        return new ReadFields(takenFor, readBy, List.of(names.strip().split("\\s+")));
    }

    /** Whether the list has a field of this name, which may be spelled with {@code _} or {@code .} for {@code -}. */
    static boolean contains(String lowerCaseName) {
        return CLAIMS.contains(FieldNames.withHyphens(lowerCaseName));
    }
}
