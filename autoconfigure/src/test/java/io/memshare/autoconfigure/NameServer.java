package io.memshare.autoconfigure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.memshare.node.NodeAddress;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A name server on loopback that knows service records and nothing else (RFC 1035, RFC 2782). */
final class NameServer implements AutoCloseable {

    private static final int HEADER = 12;
    private static final int TYPE_SRV = 33;
    private static final int NAME_ERROR = 3;

    private final Map<String, List<NodeAddress>> records;
    private final DatagramSocket socket;

    NameServer(Map<String, List<NodeAddress>> records) throws IOException {
        this.records = records;
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread thread = new Thread(this::serve, "name-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns how JNDI calls this server. */
    String url() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException ex) {
            // The server is closed.
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = HEADER;
        for (; question[at] != 0; at += 1 + question[at]) {
            name.append(name.isEmpty() ? "" : ".").append(new String(question, at + 1, question[at], ISO_8859_1));
        }
        List<NodeAddress> found = records.get(name.toString());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        out.writeShort(0x8400 | (found == null ? NAME_ERROR : 0));
        out.writeShort(1);
        out.writeShort(found == null ? 0 : found.size());
        out.writeInt(0);
        out.write(question, HEADER, at + 5 - HEADER);
        for (NodeAddress node : found == null ? List.<NodeAddress>of() : found) {
            out.writeShort(0xC000 | HEADER);
            out.writeShort(TYPE_SRV);
            out.writeShort(1);
            out.writeInt(1);
            byte[] target = encoded(node.host());
            out.writeShort(6 + target.length);
            out.writeInt(0);
            out.writeShort(node.port());
            out.write(target);
        }
        return bytes.toByteArray();
    }

    private static byte[] encoded(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String label : name.split("\\.")) {
            bytes.write(label.length());
            bytes.writeBytes(label.getBytes(ISO_8859_1));
        }
        bytes.write(0);
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
