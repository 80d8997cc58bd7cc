"""`python -m differ` and the `differ` command: errors become words and exit codes here."""

from __future__ import annotations

import os
import sys

USAGE_EXIT_CODE = 64
INTERRUPTED_EXIT_CODE = 130


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit."""
    import gc

    import click

    from differ.cli.commands import command_line

    # A command makes many small values and ends; looking for cycles among them would take a third of its time.
    gc.disable()
    try:
        outcome = command_line.main(args=arguments, prog_name="differ", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        import io

        from differ.redaction import redact

        error.show(said := io.StringIO())  # it repeats what was typed, which may be an address in the wrong place
        print(redact(said.getvalue()), end="", file=sys.stderr)
        sys.exit(USAGE_EXIT_CODE)
    except (click.Abort, KeyboardInterrupt):
        print("\nInterrupted. What was not committed was rolled back: the database is as it was.", file=sys.stderr)
        sys.exit(INTERRUPTED_EXIT_CODE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        sys.exit(_explain(error))
    finally:
        gc.freeze()  # nor need the interpreter look through all of them when it ends
    sys.exit(outcome if isinstance(outcome, int) else 0)


def _explain(error: Exception) -> int:
    from differ.errors import DifferError
    from differ.redaction import redact

    if os.environ.get("DIFFER_TRACEBACK"):
        import traceback

        print(redact("".join(traceback.format_exception(error))), file=sys.stderr)
    if isinstance(error, DifferError):
        where = f"{error.where}: " if error.where else ""
        print(redact(f"Error: {where}{error.message}"), file=sys.stderr)
        if error.remedy:
            print(redact(error.remedy), file=sys.stderr)
        return error.exit_code
    print(redact(f"Error: unexpected {type(error).__name__}: {error}"), file=sys.stderr)
    print("Please report this as a bug, with the output of the same command under DIFFER_TRACEBACK=1.", file=sys.stderr)
    return 70


if __name__ == "__main__":
    main()
