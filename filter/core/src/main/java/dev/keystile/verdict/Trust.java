package dev.keystile.verdict;

/**
 * Whom a decision believes beside the key itself.
 *
 * @param browsers what browsers may do
 * @param proxies who says where a request comes from
 * @param assertedIdentity who says whom it comes from
 */
public record Trust(BrowserPolicy browsers, TrustedProxies proxies, AssertedIdentity assertedIdentity) {

    /** Nobody: secret keys come from no browser, requests from no proxy, identities from no gateway. */
    public static final Trust NOBODY = new Trust(BrowserPolicy.DEFAULT, TrustedProxies.NONE, AssertedIdentity.NONE);
}
