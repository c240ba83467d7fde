package dev.keystile.gateway.internal.external;

class CaddyIT extends ProxyChecks {

    CaddyIT() {
        super(Proxy.Kind.CADDY);
    }
}
