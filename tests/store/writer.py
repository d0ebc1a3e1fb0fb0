"""A run to be killed: adds and reads articles in small batches and says what is committed."""

from __future__ import annotations

import sys

from rasid.store import open_store

from .making import make_article, make_reading

ARTICLES = 60
BATCH = 3


def write(address: str) -> None:
    with open_store(address) as store:
        for first in range(0, ARTICLES, BATCH):
            with store.transaction():
                for n in range(first, first + BATCH):
                    store.add(*make_article(f"d{n}", body=f"انفجار {n} " * 40))
            sys.stdout.write(f"added {first + BATCH}\n")
            sys.stdout.flush()
            with store.transaction():
                for article in store.unread("rules-1"):
                    store.save_reading(make_reading(article))
            sys.stdout.write(f"read {first + BATCH}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    write(sys.argv[1])
