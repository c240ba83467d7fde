package dev.keystile.demo.gateway.external;

class CaddyIT extends ProxyChecks {

    CaddyIT() {
        super(Proxy.Kind.CADDY);
    }
}
