"""The command line: one command a file; this is the one place where errors become messages and exit codes."""

import os
from importlib import import_module
from typing import Any

import click

# Pydantic looks through every installed package for plugins, which costs a fifth of the start-up; none is used here.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

COMMANDS = (
    "take", "form", "collect", "score", "explain", "plan", "improve", "compare", "rescore", "sector", "check", "batch",
    "map", "translate", "new-pack", "show", "schema",
)  # fmt: skip
MODULES = {"map": "draft"}
"""Commands whose module has another name; one called map would hide the builtin from this one."""
CRASHED = 70
"""Exit code when the program itself went wrong; everything a user can do wrong has a code of its own."""


class Commands(click.Group):
    """Finds each command in its own module, and turns errors into messages on stderr."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = MODULES.get(cmd_name, cmd_name.replace("-", "_"))
        command: click.Command = getattr(import_module(f"assessor.cli.{module}"), module)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from assessor.errors import nearest
            from assessor.language import say

            hint = nearest(args[0], COMMANDS)
            ctx.fail(say("There is no command {name}. {nearest}", name=repr(args[0]), nearest=hint))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        from assessor.language import preferred, speaking

        # To the end of the command, so that errors are told in it too; the option --lang speaks louder.
        ctx.with_resource(speaking(preferred(os.environ)))
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            ctx.exit(_told(error))


def _told(error: Exception) -> int:
    """Prints what went wrong; the exit code."""
    from assessor.errors import USAGE, AssessorError, problem, system_reason
    from assessor.language.unsaid import quoted

    if isinstance(error, OSError) and error.filename:
        error = AssessorError([problem("unreadable", name=error.filename, reason=system_reason(error))], USAGE)
    if isinstance(error, AssessorError):
        click.echo("\n".join(map(str, error.problems)), err=True)
        return error.exit_code
    if os.environ.get("ASSESSOR_DEBUG"):
        raise error
    click.echo(str(problem("internal", reason=quoted(f"{type(error).__name__}: {error}"))), err=True)
    return CRASHED


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from assessor.cli.version import version_lines

        click.echo("\n".join(version_lines()))
        ctx.exit()


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show versions.")
def main() -> None:
    """Assess an organisation by its own answers, with rules that anyone can read.

    A pack says what is asked and what follows: how the people who use your
    services take part in running them, or another subject, or one of your own.

    \b
    Example:
      assessor show packs
      assessor score answers.yaml
    """


def loaded() -> click.Group:
    """The command line with every command in it, for what walks through all of them: man pages."""
    found = {name: main.get_command(click.Context(main), name) for name in COMMANDS}
    return click.Group("assessor", {name: each for name, each in found.items() if each}, help=main.help)
