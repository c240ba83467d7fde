package dev.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.request.FakeRequest;
import org.junit.jupiter.api.Test;

class AssertedIdentityReaderTest {

    private static final AssertedIdentityReader INVALID = request -> AssertedIdentity.Rejected.INVALID;
    private static final AssertedIdentityReader UNAVAILABLE = request -> AssertedIdentity.Rejected.UNAVAILABLE;

    @Test
    void theFirstReaderWithAnAssertionDecides() {
        assertThat(INVALID.or(UNAVAILABLE).read(FakeRequest.get("/"))).isEqualTo(AssertedIdentity.Rejected.INVALID);
    }

    @Test
    void withoutAnAssertionOfOneKindTheOtherKindIsRead() {
        AssertedIdentityReader empty = request -> null;

        assertThat(empty.or(UNAVAILABLE).read(FakeRequest.get("/"))).isEqualTo(AssertedIdentity.Rejected.UNAVAILABLE);
        assertThat(empty.or(empty).read(FakeRequest.get("/"))).isNull();
    }

    @Test
    void noReaderAndAnotherAreTheOther() {
        assertThat(AssertedIdentityReader.NONE.or(INVALID)).isSameAs(INVALID);
        assertThat(AssertedIdentityReader.NONE.read(FakeRequest.get("/"))).isNull();
    }
}
