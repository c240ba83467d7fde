package dev.keystile.gateway.external;

class CaddyIT extends ProxyChecks {

    CaddyIT() {
        super(Proxy.Kind.CADDY);
    }
}
