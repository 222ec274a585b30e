"""Loads a snapshot with the clients that people train with, and compares what they find with the manifest.

    load.py SERVER FOLDER PUBLIC PRIVATE TOKEN

FOLDER is a downloaded copy of PRIVATE; PUBLIC needs no token. Prints a line for each check; fails at the first that
does not hold.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import urllib.request

server, folder, public, private, token = sys.argv[1:6]
# Once as it is, and once with the service in the place of the Hub: an address on that host means the Hub then.
is_hub = sys.argv[6:] == ["hub"]
home = tempfile.TemporaryDirectory(prefix="chorus-clients-")
os.environ.update(HF_HOME=home.name, HF_HUB_DISABLE_TELEMETRY="1", HF_HUB_DISABLE_XET="1")
os.environ.pop("HF_TOKEN", None)
if is_hub:
    os.environ["HF_ENDPOINT"] = server

import datasets  # noqa: E402  (the address of the Hub is read when it is imported)
import duckdb  # noqa: E402
import polars  # noqa: E402

datasets.disable_progress_bars()


def manifest(name):
    request = urllib.request.Request(f"{server}/v1/snapshots/{name}", headers={"Authorization": f"Bearer {token}"})
    return json.load(urllib.request.urlopen(request))


def kinds(fields):
    """The types of a manifest in the words of `datasets`."""

    def kind(field):
        if field["type"] == "list":
            return [kind(field["items"])]
        return kinds(field["fields"]) if field["type"] == "struct" else field["type"]

    return {field["name"]: kind(field) for field in fields}


def features(feature):
    """The same of what `datasets` found."""
    if isinstance(feature, (dict, datasets.Features)):
        return {name: features(value) for name, value in feature.items()}
    if isinstance(feature, datasets.List):
        return [features(feature.feature)]
    return feature.dtype


def check(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: {found!r} is not {expected!r}")
    print(f"{what}: {str(found)[:100]}")


shown = {name: manifest(name) for name in (public, private)}
rows = {name: answer["size"]["rows"] for name, answer in shown.items()}
files = [f"{folder}/{file['path']}" for file in shown[private]["files"]]
lines = [json.loads(line) for file in files for line in gzip.open(file, "rt", encoding="utf-8", newline="\n")]
check("lines", len(lines), rows[private])


def load_from_the_hub():
    check("datasets, Hub", datasets.load_dataset(f"chorus/{public}", split="train").num_rows, rows[public])
    check("datasets, Hub, again", datasets.load_dataset(f"chorus/{public}", split="train").num_rows, rows[public])
    pinned = datasets.load_dataset(f"chorus/{public}", split="train", revision=shown[public]["commit"], streaming=True)
    check("datasets, Hub, pinned and streamed", sum(1 for _ in pinned), rows[public])
    # Before it is in the cache.
    try:
        datasets.load_dataset(f"chorus/{private}", split="train", token=False)
        sys.exit("datasets, Hub, private without a token: it was handed out")
    except Exception as refusal:
        print(f"datasets, Hub, private without a token: {type(refusal).__name__}")
    closed = datasets.load_dataset(f"chorus/{private}", split="train", token=token)
    check("datasets, Hub, private", closed.num_rows, rows[private])


def load_files():
    # A folder, with the features of its card.
    loaded = datasets.load_dataset(folder, split="train")
    check("datasets, folder, rows", loaded.num_rows, rows[private])
    check("datasets, folder, types", features(loaded.features), kinds(shown[private]["fields"]))
    check("datasets, folder, content", list(loaded) == lines, True)
    streamed = datasets.load_dataset(folder, split="train", streaming=True)
    check("datasets, folder, streamed", sum(1 for _ in streamed), rows[private])

    # Addresses of a private snapshot, with a token.
    urls = [f"{server}/v1/snapshots/{private}/{file['path']}" for file in shown[private]["files"]]
    headers = {"http": {"client_kwargs": {"headers": {"Authorization": f"Bearer {token}"}}}}
    for streaming in (False, True):
        by_url = datasets.load_dataset(
            "json", data_files=urls, split="train", streaming=streaming, storage_options=headers, features=loaded.features
        )
        check(f"datasets, URL with a token, streaming {streaming}", sum(1 for _ in by_url), rows[private])


def load_columns():
    pattern = f"{folder}/data/*/train-*.jsonl.gz"
    check("DuckDB", duckdb.sql(f"select count(*) from read_json('{pattern}')").fetchall()[0][0], rows[private])
    parquet = f"{home.name}/rows.parquet"
    datasets.load_dataset(folder, split="train").to_parquet(parquet)
    check("DuckDB, Parquet", duckdb.sql(f"select count(*) from '{parquet}'").fetchall()[0][0], rows[private])
    check("Polars, Parquet", polars.read_parquet(parquet).height, rows[private])
    check("Polars", polars.read_ndjson(pattern).height, rows[private])
    check("Polars, columns", polars.read_ndjson(pattern).columns, [field["name"] for field in shown[private]["fields"]])
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        print("Spark: not installed")
    else:
        spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        check("Spark", spark.read.json(pattern).count(), rows[private])
        check("Spark, columns", sorted(spark.read.json(pattern).columns), sorted(f["name"] for f in shown[private]["fields"]))
        spark.stop()


if is_hub:
    load_from_the_hub()
else:
    load_files()
    load_columns()
    subprocess.run([sys.executable, __file__, *sys.argv[1:6], "hub"], check=True)
    print("every client agrees")
