package dev.keystile.benchmark;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;

/** A response that keeps nothing but the last header and the length of the body. */
final class StubResponse extends HttpServletResponseWrapper {

    private final Counting body = new Counting();
    private String lastValue = "";
    private int status;

    StubResponse() {
        super((HttpServletResponse) Proxy.newProxyInstance(
                StubResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    /** A new response. */
    StubResponse fresh() {
        body.length = 0;
        status = 200;
        return this;
    }

    @Override
    public void setStatus(int sc) {
        status = sc;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public boolean containsHeader(String name) {
        return false;
    }

    @Override
    public void setHeader(String name, String value) {
        lastValue = value;
    }

    @Override
    public void addHeader(String name, String value) {
        lastValue = value;
    }

    @Override
    public String getHeader(String name) {
        return lastValue;
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return List.of();
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public void resetBuffer() {
        body.length = 0;
    }

    @Override
    public void setContentType(String type) {
        lastValue = type;
    }

    @Override
    public void setContentLength(int length) {}

    @Override
    public ServletOutputStream getOutputStream() {
        return body;
    }

    private static final class Counting extends ServletOutputStream {

        private int length;

        @Override
        public void write(int b) {
            length++;
        }

        @Override
        public void write(byte[] bytes, int start, int count) {
            length += count;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}
    }
}
