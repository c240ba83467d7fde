package dev.keystile.demo.gateway.external;

class NginxIT extends ProxyChecks {

    NginxIT() {
        super(Proxy.Kind.NGINX);
    }
}
