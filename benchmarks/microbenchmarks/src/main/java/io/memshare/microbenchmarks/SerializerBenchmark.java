package io.memshare.microbenchmarks;

import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.form.FormSerializer;
import io.memshare.serializer.form.Serialization;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;

/** An attribute's value to bytes and back, its type having been seen before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SerializerBenchmark {

    @Param
    private Format format;

    @Param
    private Kind value;

    private AttributeSerializer serializer;
    private Object object;
    private byte[] bytes;

    /** The forms: that which fits the value, and Java serialization for every value. */
    public enum Format {
        AUTO,
        JDK;

        AttributeSerializer serializer() {
            return FormSerializer.builder()
                    .serialization(this == AUTO ? Serialization.AUTO : Serialization.JDK)
                    .allowTypes(List.of(Item.class.getName()))
                    .build();
        }
    }

    /** What is in an attribute. */
    public enum Kind {
        STRING {
            @Override
            Object make() {
                return "en-GB,en;q=0.9";
            }
        },
        INTEGER {
            @Override
            Object make() {
                return 4711;
            }
        },
        SECURITY_CONTEXT {
            @Override
            Object make() {
                List<SimpleGrantedAuthority> roles =
                        List.of(new SimpleGrantedAuthority("ROLE_USER"), new SimpleGrantedAuthority("ROLE_EDITOR"));
                User user = new User("somebody", "{noop}secret", roles);
                return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(user, null, roles));
            }
        },
        RECORD {
            @Override
            Object make() {
                return new Item("A-4711", "A pair of shoes", 2, 4995);
            }
        };

        abstract Object make();
    }

    /** A type of an application. */
    public record Item(String article, String text, int count, long cents) implements Serializable {}

    @Setup
    public void make() {
        serializer = format.serializer();
        object = value.make();
        bytes = serializer.encode(object);
    }

    @Benchmark
    public byte[] encode() {
        return serializer.encode(object);
    }

    @Benchmark
    public Object decode() {
        return serializer.decode(bytes);
    }
}
