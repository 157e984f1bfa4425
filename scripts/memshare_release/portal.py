"""A stand-in for the portal of Maven Central on this machine: takes one bundle, and calls it valid."""

import http.server
import json
import re
import threading
import urllib.parse

DEPLOYMENT = "00000000-0000-4000-8000-000000000000"


class Portal:
    """Takes what the publishing plugin uploads. A context manager: it listens on a free port of the loopback."""

    def __init__(self):
        self.bundle = None
        portal = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                status, answer, kind = portal.answer(self.path, self.headers, self.body())
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def body(self):
                if self.headers.get("Transfer-Encoding", "") != "chunked":
                    return self.rfile.read(int(self.headers.get("Content-Length", 0)))
                parts = []
                while size := int(self.rfile.readline(), 16):
                    parts.append(self.rfile.read(size))
                    self.rfile.readline()
                self.rfile.readline()
                return b"".join(parts)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, path, headers, body):
        """The status, content and type of the answer to one request."""
        action = urllib.parse.urlsplit(path).path
        if action == "/api/v1/publisher/upload":
            self.bundle = bundle_in(headers.get("Content-Type", ""), body)
            return (201, DEPLOYMENT.encode(), "text/plain") if self.bundle else (400, b"no bundle", "text/plain")
        if action == "/api/v1/publisher/status" and self.bundle:
            state = {"deploymentId": DEPLOYMENT, "deploymentName": "dry run", "deploymentState": "VALIDATED", "purls": []}
            return 200, json.dumps(state).encode(), "application/json"
        return 404, b"", "text/plain"


def bundle_in(content_type, body):
    """The part named "bundle" of a form, or None."""
    boundary = re.search(r'boundary="?([^";]+)', content_type)
    if not boundary:
        return None
    for part in body.split(b"--" + boundary.group(1).encode()):
        head, separator, content = part.partition(b"\r\n\r\n")
        if separator and b'name="bundle"' in head:
            return content.removesuffix(b"\r\n")
    return None
