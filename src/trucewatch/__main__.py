"""`python -m trucewatch`."""

from trucewatch.cli.app import main

if __name__ == "__main__":
    main()
