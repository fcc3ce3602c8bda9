"""The centre's own authority: TLS from the first minute, without anybody to ask for a certificate.

The authority's fingerprint is part of every invitation; a desk believes nothing else.
"""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.domain.errors import Unavailable
from app.store.files import make_folder, replace_file

_AUTHORITY_LASTS, _SERVER_LASTS = timedelta(days=3650), timedelta(days=397)
_RENEW_BEFORE = timedelta(days=60)
_EVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The files uvicorn wants, and the authority's certificate (PEM) for desks."""

    certificate: Path
    key: Path
    authority: bytes


def papers(folder: Path, hosts: tuple[str, ...], at: datetime) -> Papers:
    """Authority and server certificate in `folder`; the latter is made anew when it runs out or
    other hosts are named."""
    make_folder(folder)
    signer, key = _authority(folder, at)
    certificate, own_key = folder / "server.pem", folder / "server.key"
    if not _still_good(certificate, own_key, hosts, signer, at):
        made, made_key = _server(signer, key, hosts, at)
        replace_file(own_key, _private(made_key))
        replace_file(certificate, made.public_bytes(Encoding.PEM))
    return Papers(certificate=certificate, key=own_key, authority=signer.public_bytes(Encoding.PEM))


def _authority(folder: Path, at: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    certificate, key = folder / "authority.pem", folder / "authority.key"
    if not certificate.exists():
        made_key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Guitu centre")])
        made = (
            _begun(name, name, made_key, at, _AUTHORITY_LASTS)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs=True), critical=True)
            .sign(made_key, hashes.SHA256())
        )
        replace_file(key, _private(made_key))
        replace_file(certificate, made.public_bytes(Encoding.PEM))
    try:
        signer = x509.load_pem_x509_certificate(certificate.read_bytes())
        kept = load_pem_private_key(key.read_bytes(), None)
    except (OSError, ValueError) as error:
        raise Unavailable("centre.no_authority", folder=folder) from error
    if not isinstance(kept, ec.EllipticCurvePrivateKey):
        raise Unavailable("centre.no_authority", folder=folder)
    return signer, kept


def _begun(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    at: datetime,
    lasts: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # The battery of a desk's clock may be dead: years back, it must still hear the time.
        .not_valid_before(_EVER)
        .not_valid_after(at + lasts)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )


def _server(
    signer: x509.Certificate,
    key: ec.EllipticCurvePrivateKey,
    hosts: tuple[str, ...],
    at: datetime,
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    own = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0][:64])])
    made = (
        _begun(name, signer.subject, own, at, _SERVER_LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.SubjectAlternativeName([_named(host) for host in hosts]), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    return made, own


def _named(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _still_good(
    certificate: Path, key: Path, hosts: tuple[str, ...], signer: x509.Certificate, at: datetime
) -> bool:
    try:
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
        named = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, x509.ExtensionNotFound):
        return False
    lasts = found.not_valid_after_utc - at > _RENEW_BEFORE
    return (
        key.exists()
        and lasts
        and found.issuer == signer.subject
        and list(named) == [_named(host) for host in hosts]
    )


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
