package dev.keystile.gateway.internal.external;

class NginxIT extends ProxyChecks {

    NginxIT() {
        super(Proxy.Kind.NGINX);
    }
}
