package dev.keystile.gateway.external;

class NginxIT extends ProxyChecks {

    NginxIT() {
        super(Proxy.Kind.NGINX);
    }
}
