"""What keeps strangers off the nodes: records that are sealed, TLS and a password; and how the lab then talks to a node."""

import base64
import secrets
import socket
import ssl

from memshare_lab.namespaces import command

PORT = 11211


class Open:
    """Nothing is secured."""

    jvm_arguments = ("-XX:TieredStopAtLevel=1",)
    memcached_arguments = ()
    app_settings = ()

    @staticmethod
    def connect(host, seconds):
        """Returns a connection to the host's memcached; to be called in a namespace that reaches it."""
        return socket.create_connection((host.private, PORT), seconds)


class Secured:
    """Every record is sealed; the nodes speak TLS and ask for a password."""

    USER = "lab"
    jvm_arguments = ()  # the first compiler alone knows nothing of the processor's AES

    def __init__(self, hosts, folder):
        certificate, key, users = folder / "node.pem", folder / "node-key.pem", folder / "users"
        names = ",".join(f"IP:{address}" for host in hosts for address in (host.private, host.spare_address))
        command("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=lab",
                "-addext", f"subjectAltName={names}", "-keyout", str(key), "-out", str(certificate))
        self._password = secrets.token_hex(16)
        users.write_text(f"{self.USER}:{self._password}\n", encoding="ascii")
        folder.chmod(0o711)  # memcached reads them as nobody
        for file in (key, users):
            file.chmod(0o644)
        self.memcached_arguments = ("-Z", "-o", f"ssl_chain_cert={certificate},ssl_key={key}", "-Y", str(users))
        self.app_settings = (
            f"--memshare.encryption.keys={base64.b64encode(secrets.token_bytes(32)).decode()}",
            f"--spring.ssl.bundle.pem.nodes.truststore.certificate=file:{certificate}",
            "--memshare.ssl.bundle=nodes", f"--memshare.username={self.USER}", f"--memshare.password={self._password}")
        self._context = ssl.create_default_context(cafile=certificate)

    def connect(self, host, seconds):
        """Returns a connection to the host's memcached; to be called in a namespace that reaches it."""
        plain = socket.create_connection((host.private, PORT), seconds)
        try:
            connection = self._context.wrap_socket(plain, server_hostname=host.private)
            words = f"{self.USER} {self._password}"
            connection.sendall(f"set auth 0 0 {len(words)}\r\n{words}\r\n".encode())
            if not connection.recv(100).startswith(b"STORED"):
                raise OSError("memcached does not take the lab's password")
            return connection
        except OSError:
            plain.close()
            raise
