package dev.keystile.demo.gateway.external;

class HaproxyIT extends ProxyChecks {

    HaproxyIT() {
        super(Proxy.Kind.HAPROXY);
    }
}
