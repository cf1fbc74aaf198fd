"""A checkpoint in transformers: its traces, by hooks on the down projections, and its losses, with weights scaled in the parameters themselves."""

import contextlib
import pathlib
import re
from dataclasses import dataclass

import numpy
import torch
import transformers
from safetensors import safe_open
from transformers import AutoModelForCausalLM, AutoTokenizer

from layer import DOWN, Layer, find

# Where these keep the down projection, and what enters their residual stream, is known; others add more to it, such as a factor or a shared expert.
FAMILIES = ("gpt2", "llama", "mistral", "mixtral", "olmo", "olmo2", "olmo3", "phi3", "qwen2", "qwen3")
LAYERS = ("model.layers", "transformer.h")
STORED = re.compile(r"(?:^|\.)(?:layers|h)\.(\d+)\.(?:mlp|block_sparse_moe)\.(?:experts\.(\d+)\.)?(?:down_proj|c_proj|w2)\.weight$")
EMBEDDING = re.compile(r"(?:^|\.)(?:embed_tokens|wte)\.weight$")
IN_OUT = "c_proj.weight"  # GPT-2's Conv1D stores [in, out]
TOKENS_AT_ONCE = 2048

transformers.logging.set_verbosity_error()  # it warns that the whole text is longer than a window; it is never run whole
transformers.logging.disable_progress_bar()


class Refused(Exception):
    """A claim or checkpoint that cannot be measured; the message is for people."""


@dataclass(frozen=True)
class Place:
    """One weight of a down projection: as stored (tensor, row, col), and what it means (output channel, input neuron)."""
    tensor: str
    row: int
    col: int
    layer: int
    expert: int | None
    channel: int
    neuron: int

    def __str__(self):
        return f"{self.tensor}[{self.row}, {self.col}]"


class Checkpoint:
    def __init__(self, folder, device="cpu"):
        """The weights are widened to float32, which is exact, and everything is computed in it. @raises Refused for another family."""
        self.folder, self.device = pathlib.Path(folder), device
        if missing := [name for name in ("config.json", "tokenizer.json") if not (self.folder / name).is_file()]:
            raise Refused(f"{folder} has no {' and no '.join(missing)}; give the folder of a checkpoint.")  # transformers would ask the Hub
        self.tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        self.model, loading = AutoModelForCausalLM.from_pretrained(
            folder, local_files_only=True, use_safetensors=True, dtype=torch.float32, attn_implementation="eager", experts_implementation="eager", output_loading_info=True)
        if wrong := {kind: list(names) for kind, names in loading.items() if names and kind != "unexpected_keys"}:
            raise Refused(f"{folder} does not load as a whole: {wrong}.")
        self.config = self.model.config
        if self.config.model_type not in FAMILIES:
            raise Refused(f"{folder} is of the family {self.config.model_type}; this referee knows {', '.join(FAMILIES)}.")
        self.model.eval().to(device)
        self.layers = find(self.model, LAYERS)
        self.bos = self.tokenizer.bos_token_id
        self.adds_bos = self.bos is not None and self.tokenizer("a").input_ids[0] == self.bos
        self.stored = {}  # tensor name: (file, shape, dtype)
        for file in sorted(self.folder.glob("*.safetensors")):
            with safe_open(file, "pt") as shard:
                self.stored |= {name: (file, shard.get_slice(name).get_shape(), shard.get_slice(name).get_dtype()) for name in shard.keys()}

    def shape(self):
        """What the report says of the checkpoint beside its name."""
        [embedding] = [dtype for name, (_, _, dtype) in self.stored.items() if EMBEDDING.search(name)]
        neurons = {shape[0] if name.endswith(IN_OUT) else shape[1] for name, (_, shape, _) in self.stored.items() if STORED.search(name)}
        return {"family": self.config.model_type, "layers": len(self.layers), "hidden_size": self.config.hidden_size, "intermediate_size": neurons.pop(),
                "dtype": embedding, "parameters": sum(int(numpy.prod(shape)) for _, shape, _ in self.stored.values())}

    def tensor(self, name):
        file, _, dtype = self.stored[name]
        with safe_open(file, "pt") as shard:
            return shard.get_tensor(name), dtype

    def down_projection(self, layer, expert):
        """(tensor name, shape). @raises Refused where the checkpoint has none."""
        for name, (_, shape, _) in self.stored.items():
            if (found := STORED.search(name)) and int(found[1]) == layer and (None if found[2] is None else int(found[2])) == expert:
                return name, shape
        raise Refused(f"The checkpoint has no down projection of layer {layer}{'' if expert is None else f', expert {expert}'}; it has layers 0 to {len(self.layers) - 1}.")

    def place(self, layer, expert, row, col):
        """By its indices as stored. @raises Refused where the checkpoint has no such weight."""
        name, shape = self.down_projection(layer, expert)
        if row >= shape[0] or col >= shape[1]:
            raise Refused(f"[{row}, {col}] is not in {name}, which is {shape[0]} x {shape[1]}.")
        channel, neuron = (col, row) if name.endswith(IN_OUT) else (row, col)
        return Place(name, row, col, layer, expert, channel, neuron)

    def place_of(self, layer, expert, channel, neuron):
        """By its meaning."""
        name, _ = self.down_projection(layer, expert)
        row, col = (neuron, channel) if name.endswith(IN_OUT) else (channel, neuron)
        return Place(name, row, col, layer, expert, channel, neuron)

    def encode(self, text, bos=False):
        return ([self.bos] if bos else []) + self.tokenizer.encode(text, add_special_tokens=False)

    @contextlib.contextmanager
    def scaled(self, places, factor=0):
        """The model with the places' weights multiplied by `factor` while inside."""
        kept = []
        for place in places:
            layer = self.layers[place.layer]
            matrix = find(layer, DOWN).weight if place.expert is None else find(layer, ["mlp.experts"]).down_proj[place.expert]
            at = (place.row, place.col) if place.expert is None else (place.channel, place.neuron)
            kept.append((matrix, at, matrix[at].item()))
            matrix.data[at] = matrix[at].item() * factor
        try:
            yield
        finally:
            for matrix, at, value in kept:
                matrix.data[at] = value

    @torch.no_grad()
    def trace(self, ids, removed, channels, watched):
        """One Layer each, with the places of `removed` at zero. @raises Refused where an activation is not finite."""
        with self.scaled(removed):
            hooked = [Layer(number, module) for number, module in enumerate(self.layers)]
            self.model(torch.tensor([ids], device=self.device), use_cache=False)
            if not all(numpy.isfinite(layer.after).all() for layer in hooked):
                raise Refused("The model gives activations that are not finite.")
            return [layer.finish(channels, watched) for layer in hooked]

    @torch.no_grad()
    def losses(self, windows, edited=(), factor=0):
        """Mean loss of each window in nats, log-softmax in float64."""
        with self.scaled(edited, factor):
            means = []
            for ids in torch.tensor(windows, device=self.device).split(max(1, TOKENS_AT_ONCE // len(windows[0]))):
                logits = self.model(ids, use_cache=False).logits[:, :-1].double()
                means += torch.nn.functional.cross_entropy(logits.transpose(1, 2), ids[:, 1:], reduction="none").mean(1).tolist()
        return means
