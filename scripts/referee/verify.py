"""A second, independent verifier: a claim about a checkpoint in a folder, measured by protocol swp-2 in transformers, as a report of the registry's schema.

    python verify.py FOLDER 1:23:88 [2:30:101 ...] --out report.json

Nothing of the TypeScript is run: both read the protocol's document (protocols/swp-2.json, the bytes that its SHA-256 names) and the corpora.
Needs torch, transformers and numpy; pyarrow for a corpus in a Parquet file.
"""

import argparse
import datetime
import hashlib
import json
import pathlib
import platform
import re
import sys

import tokenizers
import torch
import transformers

from checkpoint import Checkpoint, Refused
from damage import runs_of
from detection import detect
from verdict import GRADES, verdict_of
from weights import stored_of

HERE = pathlib.Path(__file__).resolve().parent
CORPORA = HERE.parents[1] / "content" / "corpora"
VERSION = "referee 1"  # raised whenever its numbers could change
SHORT = re.compile(r"(\d+):(?:(\d+):)?(\d+):(\d+)$")
LONG = re.compile(r"(?:.*\.)?(?:layers|h)(?:\.(\d+)|\[(\d+)\])\.(?:[a-z_.]*experts(?:\.(\d+)|\[(\d+)\])\.|[a-z_.]*)\w+\.weight\[(\d+),\s*(\d+)\]$")


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def coordinate(text):
    """(layer, expert, row, column), indices as stored. @raises Refused"""
    if found := SHORT.match(text):
        numbers = found.groups()
    elif found := LONG.match(text):
        numbers = (found[1] or found[2], found[3] or found[4], found[5], found[6])
    else:
        raise Refused(f'"{text}" is not a coordinate. Expected layer:row:column, layer:expert:row:column or layers[1].mlp.down_proj.weight[23, 88].')
    return tuple(None if number is None else int(number) for number in numbers)


def corpus_of(typed):
    """The text and how the report names it: an id of content/corpora, its Parquet file, or any text file. @raises Refused"""
    pins = json.loads((CORPORA / "manifest.json").read_text(encoding="utf-8"))
    pin = next((pin for pin in pins if pin["id"] == typed and pin["source"] == "file"), None)
    path = CORPORA / pin["file"] if pin else pathlib.Path(typed)
    if not path.is_file():
        raise Refused(f'There is no corpus "{typed}". Give {", ".join(p["id"] for p in pins if p["source"] == "file")}, a text file, or the Parquet file of a corpus in content/corpora/manifest.json.')
    data = path.read_bytes()
    pin = next((pin for pin in pins if pin["sha256"] == sha256(data)), None)
    if pin and pin["source"] == "dataset":
        from pyarrow import parquet
        text = "\n\n".join(parquet.read_table(path)[pin["column"]].to_pylist())
    else:
        text = data.decode("utf-8")
    named = {"id": pin["id"], "revision": pin["revision"]} if pin else {"id": f"file:{path.name}", "revision": "local"}
    return text, {**named, "sha256": sha256(text.encode("utf-8"))}


def named_by(folder, repo, commit):
    """Repo and commit: as given, as the Hub's cache names its folders, or `local:NAME` and a fingerprint of the files."""
    cached = re.search(r"models--([^/]+)--([^/]+)/snapshots/([0-9a-f]{40})$", folder.absolute().as_posix())
    files = [path for path in sorted(folder.iterdir()) if path.name == "config.json" or path.suffix == ".safetensors"]
    return {"repo": repo or (f"{cached[1]}/{cached[2]}" if cached else f"local:{folder.resolve().name}"),
            "commit": commit or (cached[3] if cached else sha256("\n".join(f"{path.name} {sha256(path.read_bytes())}" for path in files).encode())[:40])}


def provenance(device):
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown") if sys.platform == "linux" else platform.processor()
    return {"version": VERSION, "engine": f"torch {torch.__version__}", "packages": {"transformers": transformers.__version__, "tokenizers": tokenizers.__version__},
            "node": f"none: Python {platform.python_version()}", "cpu": f"{cpu} ({sys.platform}-{platform.machine()})", "device": device,
            "threads": torch.get_num_threads(), "number_format": "float32"}


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def verify(arguments):
    """The report. @raises Refused"""
    started, document = now(), arguments.protocol.read_bytes()
    protocol = json.loads(document)
    if "spikes" not in protocol["detection"]:
        raise Refused(f"{arguments.protocol} is {protocol['id']}; this referee follows protocols whose unit of detection is the spike, such as swp-2.")
    typed = [coordinate(text) for text in arguments.coordinates]
    if len(set(typed)) < len(typed) or len(typed) > protocol["set_max_members"]:
        raise Refused(f"A claim has 1 to {protocol['set_max_members']} different coordinates; these are {len(typed)}, {len(set(typed))} of them different.")
    corpus = corpus_of(arguments.corpus)
    checkpoint = Checkpoint(arguments.folder, arguments.device)
    members = [checkpoint.place(*place) for place in typed]
    readings, controls = stored_of(checkpoint, members, protocol, sha256(document))
    detection, evidence = detect(checkpoint, members, protocol)
    print(f"detection: {len(detection)} prompts", file=sys.stderr)
    described = [{"tensor": m.tensor, "layer": m.layer, "expert": m.expert, "row": m.row, "col": m.col, "output_channel": m.channel, "input_neuron": m.neuron,
                  "claimed_value": arguments.value, "static": reading, "evidence": found} for m, reading, found in zip(members, readings, evidence)]
    return {"schema_version": 1, "protocol": {"id": protocol["id"], "sha256": sha256(document)},
            "checkpoint": {**named_by(arguments.folder, arguments.repo, arguments.commit), **checkpoint.shape()}, "members": described,
            "tokenizer": {"sha256": sha256((arguments.folder / "tokenizer.json").read_bytes()), "bos_token_id": checkpoint.bos, "adds_bos": checkpoint.adds_bos},
            "detection": detection, "perplexity": runs_of(checkpoint, members, controls, corpus, arguments.grade, protocol),
            "verifier": provenance(arguments.device), "started_at": started, "finished_at": now()}, protocol


def printed(verdict):
    """The verdict for people."""
    damage = verdict["damage"]
    lines = [f"class {verdict['class'] or 'none'}, {'accepted' if verdict['accepted'] else 'not confirmed'}, grade {verdict['grade']}",
             f"perplexity {verdict['intact_perplexity']:.6g} intact, {verdict['edited_perplexity']:.6g} without; R = {damage['ratio']:.6g}, 95 % interval {damage['lower']:.6g} to {damage['upper']:.6g}; controls {verdict['control_ratio']:.6g}"]
    return "\n".join(lines + [f"{'pass' if c['passed'] else 'FAIL'} {c['id']}{'' if c['member'] is None else ' of member ' + str(c['member'] + 1)}" for c in verdict["checks"]])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
                                     epilog="Exit status: 0 for class A or B, 1 where the claim is not confirmed, 2 for what cannot be measured.")
    parser.add_argument("folder", type=pathlib.Path, help="a checkpoint as transformers reads it: config.json, safetensors, tokenizer.json")
    parser.add_argument("coordinates", nargs="+", help="one, or the members of a set: 1:23:88 (layer, row, column as stored), 1:2:23:88 (of expert 2) or layers[1].mlp.down_proj.weight[23, 88]")
    parser.add_argument("--out", type=pathlib.Path, help="where the report goes")
    parser.add_argument("--json", action="store_true", help="print the verdict as JSON")
    parser.add_argument("--corpus", default="demo-text", help="demo-text (default), a text file, or the Parquet file of a corpus in content/corpora/manifest.json")
    parser.add_argument("--grade", choices=GRADES, default="quick", help="how much text to begin with (default: quick); the run goes on by itself where it does not decide")
    parser.add_argument("--value", type=float, help="the value the claim gives, of a single coordinate")
    parser.add_argument("--protocol", type=pathlib.Path, default=HERE / "protocols" / "swp-2.json", help="its canonical JSON, as /api/v1/protocols/swp-2 gives it")
    parser.add_argument("--repo", help="owner/name, for the report (default: from the Hub's cache, else local:NAME)")
    parser.add_argument("--commit", help="40 hex digits, for the report (default: from the Hub's cache, else a fingerprint)")
    parser.add_argument("--device", default="cpu", help="what computes, in the word of torch: cpu (default); cuda has not been tried")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    arguments = parser.parse_args()
    if arguments.value is not None and len(arguments.coordinates) > 1:
        parser.error("--value is for a single coordinate")
    torch.set_num_threads(arguments.threads)
    try:
        report, protocol = verify(arguments)
    except (Refused, OSError, ValueError) as error:
        print(f"verify.py: {error}", file=sys.stderr)
        sys.exit(2)
    if arguments.out:
        arguments.out.write_text(json.dumps(report, allow_nan=False) + "\n", encoding="utf-8")
    verdict = verdict_of(report, protocol)
    print(json.dumps(verdict) if arguments.json else printed(verdict))
    sys.exit(0 if verdict["accepted"] else 1)


if __name__ == "__main__":
    main()
