package dev.keystile.gateway.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that takes what is written when the test says so. */
class NonBlockingWriteHandlerTest {

    /** What Jetty was given to write. */
    private record Write(boolean last, String text, Callback callback) {}

    private final Request request = mock(Request.class);
    private final List<Write> writes = new ArrayList<>();
    private final Callback.Completable ended = new Callback.Completable();
    private IOException failAtOnce;
    private Response response;
    private Callback callback;
    private ByteBuffer given;

    @BeforeEach
    void handle() throws Exception {
        Response jetty = mock(Response.class, call -> {
            if (!call.getMethod().getName().equals("write")) {
                return call.getMethod().getReturnType() == boolean.class ? !writes.isEmpty() : null;
            }
            ByteBuffer content = call.getArgument(1);
            writes.add(new Write(
                    call.getArgument(0), BufferUtil.toString(content, StandardCharsets.US_ASCII), call.getArgument(2)));
            if (failAtOnce != null) {
                writes.get(0).callback().failed(failAtOnce);
            }
            return null;
        });
        Handler servlets = new Handler.Abstract() {
            @Override
            public boolean handle(Request handled, Response given, Callback whenDone) {
                response = given;
                callback = whenDone;
                return true;
            }
        };
        assertThat(new NonBlockingWriteHandler(servlets).handle(request, jetty, ended))
                .isTrue();
    }

    private Callback.Completable write(boolean last, byte[] content) {
        Callback.Completable written = new Callback.Completable();
        given = ByteBuffer.wrap(content);
        response.write(last, given, written);
        return written;
    }

    private Callback.Completable write(boolean last, String content) {
        return write(last, content.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aResponseInOnePieceIsNotWaitedFor() {
        byte[] buffer = "refused".getBytes(StandardCharsets.US_ASCII);
        assertThat(write(true, buffer)).isCompleted();
        assertThat(given.hasRemaining()).as("left to write").isFalse();
        buffer[0] = 'x';
        callback.succeeded();
        assertThat(ended).isNotDone();

        writes.get(0).callback().succeeded();

        assertThat(ended).isCompleted();
        assertThat(writes).singleElement().satisfies(write -> {
            assertThat(write.last()).isTrue();
            assertThat(write.text()).isEqualTo("refused");
        });
    }

    @Test
    void aResponseWithoutABodyIsNotWaitedForEither() {
        Callback.Completable written = new Callback.Completable();
        response.write(true, null, written);

        assertThat(written).isCompleted();
        assertThat(writes)
                .singleElement()
                .satisfies(write -> assertThat(write.text()).isEmpty());
    }

    @Test
    void aHeadIsSentAheadAndTheFirstPieceComesAfterIt() {
        assertThat(write(false, "")).isCompleted();
        Callback.Completable piece = write(false, "event");
        assertThat(writes).hasSize(1);

        writes.get(0).callback().succeeded();
        assertThat(writes).hasSize(2);
        assertThat(writes.get(1).text()).isEqualTo("event");
        assertThat(piece).isNotDone();
        writes.get(1).callback().succeeded();
        assertThat(piece).isCompleted();
    }

    @Test
    void whoStreamsIsToldThatTheClientDoesNotTakeTheHead() {
        List<Throwable> told = new ArrayList<>();
        Consumer<Throwable> streaming = told::add;
        when(request.getAttribute(JettyHost.STREAMS_RESPONSE)).thenReturn(streaming);
        write(false, "");
        IOException gone = new IOException("the client takes nothing");

        writes.get(0).callback().failed(gone);

        assertThat(told).containsExactly(gone);
    }

    @Test
    void aFirstWriteThatFailsAtOnceFails() {
        failAtOnce = new IOException("the client has gone");

        assertThat(write(true, "refused")).isCompletedExceptionally();
        callback.succeeded();
        assertThat(ended).isCompletedExceptionally();
    }

    @Test
    void aFailureReachesWhoWritesNextAndTheEndOfTheRequest() {
        write(false, "");
        Callback.Completable piece = write(false, "event");
        IOException gone = new IOException("the client has gone");

        writes.get(0).callback().failed(gone);

        assertThat(piece).isCompletedExceptionally();
        callback.succeeded();
        assertThat(ended).isCompletedExceptionally();
    }

    @Test
    void aStreamedResponseWaitsForTheClient() {
        when(request.getAttribute(JettyHost.STREAMS_RESPONSE)).thenReturn((Consumer<Throwable>) failure -> {});
        assertThat(write(true, "small")).isNotDone();
    }

    @Test
    void aLargeResponseWaitsForTheClient() {
        assertThat(write(true, new byte[NonBlockingWriteHandler.MAX_COPY + 1])).isNotDone();
    }

    @Test
    void aPieceOfMoreWaitsForTheClient() {
        assertThat(write(false, "piece")).isNotDone();
    }
}
