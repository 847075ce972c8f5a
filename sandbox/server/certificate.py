"""The server's TLS certificate, and the authority that clients are told to trust."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sandbox.server import files

HOSTS = ("web.whatsapp.com", "*.whatsapp.net", "*.whatsapp.com")
LIFETIME = timedelta(days=3650)

Key = ec.EllipticCurvePrivateKey


def context(private: Path, public: Path) -> ssl.SSLContext:
    """A server's TLS context for WhatsApp's hosts.

    The authority is kept over restarts (`public/ca.pem`, `private/ca.key`); the certificate
    under it is made anew each time.
    """
    ca_key, ca = _authority(private / "ca.key", public / "ca.pem")
    key = ec.generate_private_key(ec.SECP256R1())
    names = x509.SubjectAlternativeName([x509.DNSName(host) for host in HOSTS])
    leaf = _certificate(HOSTS[0], key, ca.subject, ca_key, (names, False))
    chain = private / "tls.pem"
    files.write(chain, _pem(key) + leaf.public_bytes(serialization.Encoding.PEM), 0o600)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(chain)
    return tls


def _authority(key_path: Path, ca_path: Path) -> tuple[Key, x509.Certificate]:
    if key_path.exists() and ca_path.exists():
        key = serialization.load_pem_private_key(key_path.read_bytes(), None)
        if not isinstance(key, Key):
            raise ValueError(f"{key_path} is not the key of this authority; remove it")
        return key, x509.load_pem_x509_certificate(ca_path.read_bytes())
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Loopback WhatsApp, for tests only")
    basic = x509.BasicConstraints(ca=True, path_length=0)
    ca = _certificate("Loopback WhatsApp, for tests only", key, name, key, (basic, True))
    files.write(key_path, _pem(key), 0o600)
    files.write(ca_path, ca.public_bytes(serialization.Encoding.PEM), 0o644)
    return key, ca


def _certificate(
    subject: str,
    key: Key,
    issuer: x509.Name,
    issuer_key: Key,
    extension: tuple[x509.ExtensionType, bool],
) -> x509.Certificate:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + LIFETIME)
        .add_extension(extension[0], critical=extension[1])
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
        .sign(issuer_key, hashes.SHA256())
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _pem(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
