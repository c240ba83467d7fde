package dev.keystile.demo.sso;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an application learns of a user.
 *
 * @param id the identifier, the same whenever the user signs in by the same connection
 * @param organizationId for which organization; null for none
 * @param connectionId by which connection
 * @param connectionType its kind
 * @param idpId what the identity provider calls the user
 * @param email the address
 * @param firstName the given name
 * @param lastName the family name
 * @param name both
 * @param rawAttributes what else the identity provider said, which is nothing
 */
@JsonPropertyOrder("object")
record Profile(
        String id,
        @Nullable String organizationId,
        String connectionId,
        String connectionType,
        String idpId,
        String email,
        String firstName,
        String lastName,
        String name,
        Map<String, Object> rawAttributes) {

    private static final int ID_LENGTH = 26;

    /** What kind of object this is. */
    @JsonProperty
    String object() {
        return "profile";
    }

    static Profile of(SignIn signIn) {
        SampleUser user = signIn.user();
        return new Profile(
                id(signIn),
                signIn.organizationId(),
                signIn.connection().id(),
                signIn.connection().connectionType(),
                user.id(),
                user.email(),
                user.firstName(),
                user.lastName(),
                user.name(),
                Map.of());
    }

    private static String id(SignIn signIn) {
        String digest =
                Sha256.base64Url(signIn.connection().id() + ' ' + signIn.user().id());
        return "prof_" + digest.replaceAll("[-_]", "").substring(0, ID_LENGTH);
    }
}
