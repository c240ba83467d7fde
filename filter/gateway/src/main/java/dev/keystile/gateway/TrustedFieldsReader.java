package dev.keystile.gateway;

import dev.keystile.gateway.upstream.ClaimFields;
import dev.keystile.gateway.upstream.TrustedFields;
import dev.keystile.yaml.YamlException;
import dev.keystile.yaml.YamlSection;
import dev.keystile.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code trusted-fields}. */
final class TrustedFieldsReader {

    static final String NAME = "trusted-fields";

    private TrustedFieldsReader() {}

    /** @param proxies whether any proxy is trusted, without which the list would mean nothing */
    static TrustedFields read(YamlSection root, boolean proxies) {
        List<YamlText> texts = root.texts(NAME);
        if (texts == null) {
            return TrustedFields.DEFAULT;
        }
        if (!proxies) {
            throw new YamlException(
                    root.placeOf(NAME),
                    NAME + " is there, but nobody may send these fields; name the proxies in trusted-proxies");
        }
        List<String> names = new ArrayList<>();
        for (YamlText text : texts) {
            if (!TrustedFields.isClaim(text.value())) {
                throw text.wrong(
                        TrustedFields.FORM + "; the nearest known one is '" + text.nearest(ClaimFields.NAMES) + "'");
            }
            names.add(text.value());
        }
        return new TrustedFields(names);
    }
}
