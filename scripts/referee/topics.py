"""The help topics that Python brings along, as one English text of about 110,000 tokens; they differ with Python's version.

    python topics.py --out TEXT
"""

import argparse
import pathlib

from pydoc_data.topics import topics


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    arguments.out.write_text("\n".join(text for _, text in sorted(topics.items())), encoding="utf-8")


if __name__ == "__main__":
    main()
