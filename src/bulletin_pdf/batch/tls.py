"""TLS for a cluster: the files it needs, and whether they match the scheduler.

Dask has one error for all that can go wrong; here our own connection finds out which it is, first.
"""

import os
import socket
import ssl

from bulletin_pdf.batch.task import ClusterError, Tls
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem


def check_tls(address: str, tls: Tls, seconds: float) -> None:
    """Make sure that a scheduler takes our certificate and shows one of ours; raises `ClusterError` if not.

    A scheduler that does not answer is left to the next connection.
    """
    context = _context(tls)
    host, _, port = address.removeprefix("tls://").rstrip("/").rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=seconds) as plain:
            _shake_hands(context, plain, address)
    except (ValueError, OSError):
        return


def _context(tls: Tls) -> ssl.SSLContext:
    """Read the files as Dask will; names of hosts are not compared, for Dask does not either."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    for path in tls:
        if not os.path.isfile(path):
            raise _problem(Code.TLS_FILE_UNUSABLE, file=path, why=os.strerror(2))
    try:
        context.load_verify_locations(tls.ca)
    except (ssl.SSLError, OSError) as error:
        raise _problem(Code.TLS_FILE_UNUSABLE, file=tls.ca, why=_reason(error)) from None
    try:
        # A password would be requested on the terminal; keys of machines have none.
        context.load_cert_chain(tls.cert, tls.key, password="")
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            raise _problem(Code.TLS_KEY_DIFFERS, cert=tls.cert, key=tls.key) from None
        raise _problem(Code.TLS_FILE_UNUSABLE, file=f"{tls.cert}, {tls.key}", why=_reason(error)) from None
    except (OSError, ValueError) as error:
        raise _problem(Code.TLS_FILE_UNUSABLE, file=f"{tls.cert}, {tls.key}", why=_reason(error)) from None
    return context


def _shake_hands(context: ssl.SSLContext, plain: socket.socket, address: str) -> None:
    try:
        secured = context.wrap_socket(plain)
    except ssl.SSLCertVerificationError as error:
        raise _problem(
            Code.SCHEDULER_CERTIFICATE_UNTRUSTED, address=address, why=error.verify_message
        ) from None
    except ssl.SSLError as error:
        code = Code.OWN_CERTIFICATE_REFUSED if "ALERT" in (error.reason or "") else Code.SCHEDULER_WITHOUT_TLS
        raise _problem(code, address=address, why=_reason(error)) from None
    except ConnectionError as error:
        raise _problem(Code.SCHEDULER_WITHOUT_TLS, address=address, why=_reason(error)) from None
    with secured:
        # In TLS 1.3 a server answers only now to our certificate; a scheduler sends first.
        try:
            answer = secured.recv(1)
        except TimeoutError:
            return
        except OSError as error:
            raise _problem(Code.OWN_CERTIFICATE_REFUSED, address=address, why=_reason(error)) from None
    if not answer:
        raise _problem(Code.OWN_CERTIFICATE_REFUSED, address=address, why="–")


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", None)
    return str(reason or getattr(error, "strerror", None) or error)


def _problem(code: str, **details: str) -> ClusterError:
    return ClusterError(Problem(code, None, tuple(details.items())))
