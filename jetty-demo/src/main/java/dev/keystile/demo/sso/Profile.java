package dev.keystile.demo.sso;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The profile of a signed-in user, as an application gets it.
 *
 * @param id the identifier, the same whenever the user signs in by the same connection
 * @param organizationId the organization for which the user signed in; null for none
 * @param connectionId the connection by which the user signed in
 * @param connectionType the type of the connection
 * @param idpId the identity provider's id of the user
 * @param email the e-mail address
 * @param firstName the given name
 * @param lastName the family name
 * @param name the given name and the family name
 * @param rawAttributes further attributes from the identity provider; always empty
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

    /** The type of this object in JSON. */
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
