"""`python -m assessor` is the command line."""

from assessor.cli import main

if __name__ == "__main__":
    main(prog_name="assessor")
