package io.memshare.acceptance.kinds;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Another server of the application, a JVM of its own: it shares neither classes nor hash codes nor caches with the one
 * that kept the values. Reads them in another order, draws their portraits and puts them into new sessions.
 */
final class OtherServer {

    private OtherServer() {}

    /**
     * Answers all readings of a file.
     *
     * @param args the file of the readings, the file for the answers, the seed of the order, the URL of the control's
     *     database and the memcached nodes
     */
    public static void main(String[] args) throws Exception {
        List<Reading> readings = Transfer.readings(Path.of(args[0]));
        Collections.shuffle(readings, new Random(Long.parseLong(args[2])));
        try (Stores stores = Stores.open(args[3], List.of(args[4].split(",")))) {
            Transfer.writeAnswers(Path.of(args[1]), answers(readings, stores));
        }
    }

    private static List<Reading.Answer> answers(List<Reading> readings, Stores stores) {
        Kinds kinds = Kinds.all();
        List<Reading.Answer> answers = new ArrayList<>();
        for (Reading reading : readings) {
            answers.add(answer(reading, kinds.named(reading.kind()), stores.named(reading.store())));
        }
        return answers;
    }

    private static Reading.Answer answer(Reading reading, Kind kind, Store store) {
        Object value;
        try {
            value = store.read(reading.sessionId());
        } catch (Exception | LinkageError | StackOverflowError ex) {
            return new Reading.Answer(reading, Verdict.cannotBeRead(ex), null);
        }
        if (value == null) {
            return new Reading.Answer(reading, Verdict.GONE, null);
        }
        String portrait = Verdict.portrait(kind, value);
        try {
            return new Reading.Answer(reading, portrait, store.keep(value));
        } catch (Exception | LinkageError | StackOverflowError ex) {
            return new Reading.Answer(reading, "cannot be kept again: " + ex, null);
        }
    }

    /** How lists get from one JVM to the other. */
    static final class Transfer {

        private Transfer() {}

        static void writeReadings(Path file, List<Reading> readings) throws IOException {
            write(file, readings);
        }

        static void writeAnswers(Path file, List<Reading.Answer> answers) throws IOException {
            write(file, answers);
        }

        private static void write(Path file, List<?> values) throws IOException {
            try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
                out.writeObject(new ArrayList<>(values));
            }
        }

        @SuppressWarnings("unchecked")
        static List<Reading> readings(Path file) throws IOException, ClassNotFoundException {
            try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
                return (List<Reading>) in.readObject();
            }
        }

        @SuppressWarnings("unchecked")
        static List<Reading.Answer> answers(Path file) throws IOException, ClassNotFoundException {
            try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
                return (List<Reading.Answer>) in.readObject();
            }
        }
    }
}
