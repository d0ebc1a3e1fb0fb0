"""`rasid serve`: the desk and the API over a store; and the accounts that may use it."""

from __future__ import annotations

import ipaddress
import socket
from typing import Annotated

import typer

from rasid.cli.console import say
from rasid.cli.options import existing_store, store_address
from rasid.errors import UsageError

_IPV6 = 6
accounts_app = typer.Typer(help="Who may use the desk.", no_args_is_help=True)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def command(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.", min=0, max=65535)] = 8350,
    name: Annotated[
        list[str] | None,
        typer.Option(help="Host name by which browsers ask for the desk; repeatable."),
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Visitors without an account see the masked view.")
    ] = False,
    workers: Annotated[
        int, typer.Option(help="Processes that serve; more than one for many readers.", min=1)
    ] = 1,
    secure: Annotated[
        bool, typer.Option("--secure", help="Cookies over HTTPS only (behind a TLS proxy).")
    ] = False,
    proxy: Annotated[
        list[str] | None,
        typer.Option(
            help="Address of a proxy on another machine, whose word on who asks is taken; "
            "repeatable. One on this machine is known."
        ),
    ] = None,
) -> None:
    """Serve the desk and the API; beyond loopback only with accounts."""
    from rasid.api.settings import LOOPBACK, DeskSettings  # noqa: PLC0415
    from rasid.store import accounts  # noqa: PLC0415
    from rasid.web import front_end  # noqa: PLC0415
    from rasid.web.serving import serve  # noqa: PLC0415

    with existing_store(context) as store:
        known = accounts.every(store.database)
    if not _is_loopback(host) and not known:
        raise UsageError(
            "there are no accounts, so anyone could read and change everything",
            subject=f"--host {host}",
            hint="make one: rasid accounts add NAME --role admin",
        )
    settings = DeskSettings(
        accounts=bool(known) or public,
        public=public,
        hosts=(*LOOPBACK, *map(_asked_as, (host, *(name or ())))),
        secure_cookies=secure,
        proxies=(*DeskSettings().proxies, *(proxy or ())),
    )
    if front_end() is None:
        say(
            "this installation was built without the desk's front end (the npm registry could "
            "not be reached); the API is served alone",
            style="yellow",
        )
    listening = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    root = f"http://{shown}:{listening.getsockname()[1]}"
    say(f"desk: {root}/  API: {root}/api/v1/openapi.json")
    serve(store_address(context), settings, listening, workers)


def _asked_as(name: str) -> str:
    """The name as a Host header has it, without a port; raises UsageError where it is none."""
    from rasid.api.shield import host_name  # noqa: PLC0415

    try:
        whole = f"[{name}]" if ipaddress.ip_address(name).version == _IPV6 else name
    except ValueError:
        whole = name
    asked = host_name(whole)
    if asked is None:
        raise UsageError("is no host name", subject=name, hint="as in --name desk.example.org")
    return asked


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        raise UsageError(
            f"cannot listen: {error.strerror or error}",
            subject=f"{host}:{port}",
            hint="choose another --port, or 0 for a free one",
        ) from error


@accounts_app.command("add")
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The person's name.")],
    role: Annotated[str, typer.Option(help="reader, analyst or admin.")] = "reader",
) -> None:
    """Make an account, or give it a new role and password; the password is asked for."""
    from rasid.store import accounts  # noqa: PLC0415

    password = typer.prompt("password", hide_input=True, confirmation_prompt=True, err=True)
    with existing_store(context) as store:
        accounts.put(store.database, name, role, password, store.who)
    say(f"{name} may now use the desk as {role}")


@accounts_app.command("list")
def every(context: typer.Context) -> None:
    """List the accounts."""
    from rasid.store import accounts  # noqa: PLC0415

    with existing_store(context) as store:
        for account in accounts.every(store.database):
            typer.echo(f"{account.name}\t{account.role}")


@accounts_app.command("remove")
def remove(
    context: typer.Context, name: Annotated[str, typer.Argument(help="The person's name.")]
) -> None:
    """Delete an account; its sessions end at once."""
    from rasid.store import accounts  # noqa: PLC0415

    with existing_store(context) as store:
        accounts.remove(store.database, name, store.who)
    say(f"{name} is removed")
