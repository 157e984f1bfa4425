"""What is compared: an application, its store, and how it is started."""

import base64
import hashlib
import os
from dataclasses import dataclass
from typing import Callable, Optional

from memshare_bench.stores import HazelcastMembers, Memcached, PostgreSql, Redis, TlsMemcached

KEY = base64.b64encode(hashlib.sha256(b"memshare benchmark").digest()).decode()
HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BASE = "redis"
CONTROL = "redis-control"  # the same as BASE; how far its ratios are from 1 is what the others are worth
SESSION_PAGES = ("/visit", "/read", "/write")
LOGIN_PAGES = ("/user/read", "/oidc/read")
OTHER_PAGES = ("/page",)


def jar(name):
    return os.path.join(HERE, "applications", name, "target", f"{name}.jar")


@dataclass(frozen=True)
class Row:
    """One line of the comparison."""

    name: str
    title: str
    application: str
    store: Optional[Callable]  # takes a directory
    arguments: Callable[[object], tuple[str, ...]]  # takes the store
    main: bool = False
    pages: tuple[str, ...] = SESSION_PAGES

    def has(self, page):
        """Whether the row is measured on a page."""
        return page in self.pages


def memshare_arguments(store, *more):
    return (f"--memshare.nodes={store.nodes}", "--memshare.session.allowed-packages=io.memshare.benchmarks.pages", *more)


def sealed(store):
    return memshare_arguments(store, f"--memshare.encryption.keys={KEY}", "--memshare.encryption.required=true")


def encrypted(store):
    return memshare_arguments(store, f"--spring.ssl.bundle.pem.nodes.truststore.certificate=file:{store.certificate}",
                              "--memshare.ssl.bundle=nodes")


def _uncompared(store):
    return memshare_arguments(store, "--memshare.session.save-mode=on-set-attribute")


def _redis(*more):
    return lambda store: (f"--spring.data.redis.port={store.port}", *more)


def _jdbc(store):
    return (f"--spring.datasource.url=jdbc:postgresql://127.0.0.1:{store.port}/postgres",
            "--spring.datasource.username=postgres", "--spring.session.jdbc.initialize-schema=always")


ROWS = (
    Row("memshare", "**memshare**, 3 nodes", "memshare", lambda at: Memcached(3, at), memshare_arguments, main=True,
        pages=SESSION_PAGES + LOGIN_PAGES + OTHER_PAGES),
    Row("memshare-sealed", "memshare, 3 nodes, sealed", "memshare", lambda at: Memcached(3, at), sealed, main=True,
        pages=SESSION_PAGES + LOGIN_PAGES + OTHER_PAGES),
    Row("memshare-tls", "memshare, 3 nodes, TLS", "memshare", lambda at: TlsMemcached(3, at), encrypted, main=True),
    Row("memshare-set", "memshare, 3 nodes, comparing nothing", "memshare", lambda at: Memcached(3, at), _uncompared, main=True,
        pages=LOGIN_PAGES),
    Row("memshare-1", "memshare, 1 node", "memshare", lambda at: Memcached(1, at), memshare_arguments, main=True,
        pages=SESSION_PAGES + OTHER_PAGES),
    Row("redis", "Spring Session Redis", "redis", Redis, _redis(), main=True, pages=SESSION_PAGES + LOGIN_PAGES + OTHER_PAGES),
    Row(CONTROL, "... once more, the control", "redis", Redis, _redis(), main=True, pages=SESSION_PAGES + LOGIN_PAGES + OTHER_PAGES),
    Row("redis-json", "... with JSON", "redis", Redis, _redis("--benchmark.serializer=json")),
    Row("redis-indexed", "... indexed", "redis", Redis, _redis("--spring.session.data.redis.repository-type=indexed")),
    Row("redis-indexed-json", "... indexed, with JSON", "redis", Redis,
        _redis("--spring.session.data.redis.repository-type=indexed", "--benchmark.serializer=json")),
    Row("jdbc", "Spring Session JDBC, PostgreSQL", "jdbc", PostgreSql, _jdbc, pages=SESSION_PAGES + LOGIN_PAGES),
    Row("hazelcast", "Hazelcast map, 3 members, 2 backups", "hazelcast",
        lambda at: HazelcastMembers(jar("hazelcast"), at), lambda store: tuple(store.arguments(store.ports[0])),
        pages=SESSION_PAGES + LOGIN_PAGES),
    Row("memory", "Tomcat's own sessions, in memory", "memory", None, lambda store: (), pages=SESSION_PAGES + LOGIN_PAGES),
    Row("none", "no session at all", "memory", None, lambda store: ("--benchmark.session=false",), main=True,
        pages=SESSION_PAGES + OTHER_PAGES),
)
