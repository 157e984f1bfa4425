"""A web application on one store."""

import copy
import json
import os
import re
import time
import urllib.error
import urllib.parse
import urllib.request

from memshare_bench.processes import Process, free_ports, java

# how a session is made that a page needs; and what the page then answers
LOGIN_FORM = {"username": "somebody", "password": "secret"}
LOGINS = {
    "/user/read": ("/user/login", LOGIN_FORM, "read Somebody Or Other as Somebody Or Other, 4711\n"),
    "/oidc/read": ("/oidc/login", None,
                   "read Somebody Or Other as Somebody Or Other of https://identity.shop.example/realms/shop\n"),
}
_COOKIE = re.compile(r"((?:SESSION|JSESSIONID)=[^;]+)")


def _bound(port):
    return "--server.address=127.0.0.1", f"--server.port={port}"


class Application:
    """The pages, in a process of their own, or in one with the pages of a twin."""

    def __init__(self, name, jar, arguments, directory, twin=None):
        """The arguments of a twin are those of a second application in the same process."""
        self.name = name
        self.port, self._port_of_twin = free_ports(2)
        self._directory = directory
        command = java(jar, *_bound(self.port), *arguments)
        if twin is not None:
            command += ["--", *_bound(self._port_of_twin), *twin]
        self.process = Process(command, os.path.join(directory, f"{name}.log"))

    def twin(self, name):
        """Returns the second application of this process."""
        twin = copy.copy(self)
        twin.name, twin.port = name, self._port_of_twin
        return twin

    def await_up(self):
        end = time.monotonic() + 180
        while time.monotonic() < end and self.process.popen.poll() is None:
            try:
                self.get("/visit")
                return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError(f"{self.name} does not answer; see {self.process.log}")

    def get(self, path, cookie=None, timeout=10, form=None):
        """Returns the text of a page, and the cookie that it came with or the one that was sent. Fields of a form are posted."""
        posted = urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", posted)
        if cookie:
            request.add_header("Cookie", cookie)
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            match = _COOKIE.search(answer.headers.get("Set-Cookie") or "")
            return answer.read().decode(), match.group(1) if match else cookie

    def status(self, collect=False):
        return json.loads(self.get("/status?collect=" + str(collect).lower())[0])

    def sessions(self, path, count, form=None):
        """Makes sessions by a page, or by posting a form to it; returns the file with their cookies."""
        file = os.path.join(self._directory, f"{self.name}{re.sub('[^a-z0-9]+', '-', path)}.cookies")
        with open(file, "w", encoding="ascii") as output:
            for _ in range(count):
                _, cookie = self.get(path, form=form)
                output.write((cookie or "none=none") + "\n")
        return file

    def check(self):
        """Checks that the pages do what they say; returns what is wrong, or None."""
        first, cookie = self.get("/visit")
        counts = [first] + [self.get("/visit", cookie)[0] for _ in range(2)]
        if counts != ["visits 1\n", "visits 2\n", "visits 3\n"]:
            return f"counted {counts}"
        _, cookie = self.get("/fill")
        if self.get("/read", cookie)[0] != "read Somebody Or Other\n":
            return "read something else than was filled"
        written, _ = self.get("/write", cookie)
        if self.get("/written", cookie)[0] != written:
            return "did not keep what was written"
        return None

    def check_login(self, page):
        """Checks that a page needs a login and knows who has logged in; returns what is wrong, or None."""
        path, form, expected = LOGINS[page]
        try:
            return f"answered {self.get(page)[0]!r} without a login on {page}"
        except urllib.error.HTTPError as error:
            if error.code != 401:
                return f"answered {error.code} without a login on {page}"
        _, cookie = self.get(path, form=form)
        for _ in range(2):
            answer, _ = self.get(page, cookie)
            if answer != expected:
                return f"answered {answer!r} on {page}"
        return None

    def stop(self):
        self.process.stop()
