"""Create HTTP clients that honour the environment's proxies and certificates."""

from __future__ import annotations

import os
import ssl
from typing import TypeVar
from urllib.parse import urlsplit

import httpx

from .._errors import ConfigurationError

__all__ = ("new_http_client",)

Http = TypeVar("Http", httpx.Client, httpx.AsyncClient)
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
_CERTIFICATES = "SSL_CERT_FILE"
_KEY_LOG = "SSLKEYLOGFILE"


def new_http_client(kind: type[Http], seconds: float) -> Http:
    """Create an HTTP client that honours the environment's proxies and certificates.

    The error names a variable that cannot be used, without its value: the URL of a proxy may contain a password.
    """
    try:
        return kind(timeout=seconds)
    except (OSError, ValueError, ImportError, httpx.InvalidURL) as error:
        raise _cause(kind, error) from None


def _cause(kind: type[httpx.Client] | type[httpx.AsyncClient], error: Exception) -> ConfigurationError:
    for variable in (spelling for name in _PROXIES for spelling in (name.lower(), name)):
        if (proxy := os.environ.get(variable)) and (fault := _proxy_fault(kind, proxy)):
            return ConfigurationError(f"{variable}: {fault}")
    if isinstance(error, OSError):
        return _certificates(error)
    variable = next((name for name in ("no_proxy", "NO_PROXY") if os.environ.get(name)), "NO_PROXY")
    return ConfigurationError(
        f"{variable}: expected host names and addresses separated by commas, got one httpx rejects."
    )


def _proxy_fault(kind: type[httpx.Client] | type[httpx.AsyncClient], proxy: str) -> str:
    """Return why a proxy cannot be used; empty if it can."""
    url = proxy if "://" in proxy else f"http://{proxy}"
    try:
        kind(proxy=url, trust_env=False)
    except ImportError:
        return "expected an installed SOCKS client for a SOCKS proxy, got none. Run `pip install 'httpx[socks]'`."
    except (ValueError, httpx.InvalidURL):
        return f"expected the URL of an http, https, socks5 or socks5h proxy, got {_scheme(url)}."
    except OSError:  # of the certificates
        return ""
    return ""


def _scheme(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "a malformed URL"
    is_supported = parts.scheme in ("http", "https", "socks5", "socks5h")
    return "a malformed URL" if is_supported or not parts.scheme else f"the scheme {parts.scheme!r}"


def _certificates(error: OSError) -> ConfigurationError:
    """Return which file of the environment the TLS library cannot use."""
    file, log = os.environ.get(_CERTIFICATES), os.environ.get(_KEY_LOG)
    reason = error.strerror if not isinstance(error, ssl.SSLError) else "no certificate in it"
    if file and (log is None or error.filename != log):
        return ConfigurationError(f"{_CERTIFICATES}: expected a readable PEM file, got {file!r}: {reason}.")
    if log:
        return ConfigurationError(f"{_KEY_LOG}: expected a file that can be written, got {log!r}: {reason}.")
    return ConfigurationError(f"TLS certificates: expected a readable certificate store, got {reason}.")
