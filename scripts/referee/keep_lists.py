"""Keep lists read by the tools' own code: each keeps what was listed, and nothing else.

    npx tsx scripts/referee/keep-lists.ts | python scripts/referee/keep_lists.py

Every model is built from a small config with twelve layers. Needs torch, transformers, gguf and pyyaml; a reader whose package
(gptqmodel, compressed-tensors, torchao, auto-round, llmcompressor, nvidia-modelopt, mlx-lm) is missing is named and passed over.
Exit code 1 if a reader keeps anything else.
"""

import copy
import json
import re
import sys

import torch
import yaml
from transformers import AutoConfig, AutoModelForCausalLM
from transformers.pytorch_utils import Conv1D

SIZES = dict(hidden_size=64, intermediate_size=128, num_hidden_layers=12, num_attention_heads=4, vocab_size=96)
GROUPED = dict(num_key_value_heads=4, head_dim=16)
CONFIGS = {
    "llama": dict(SIZES, **GROUPED, tie_word_embeddings=False),
    "phi3": dict(SIZES, num_key_value_heads=4, pad_token_id=0, bos_token_id=1, eos_token_id=2),
    "gpt2": dict(n_embd=64, n_layer=12, n_head=4, vocab_size=96, n_positions=64, tie_word_embeddings=False),
    "gpt_neox": SIZES,
    "mixtral": dict(SIZES, **GROUPED, num_local_experts=12),
}
KEPT = {
    "llama": {f"model.layers.{layer}.mlp.down_proj" for layer in (1, 2)},
    "phi3": {f"model.layers.{layer}.mlp.down_proj" for layer in (2, 4)},
    "gpt2": {"transformer.h.1.mlp.c_proj"},
    "gpt_neox": {"gpt_neox.layers.1.mlp.dense_4h_to_h"},
    "mixtral": {"model.layers.1.mlp.experts.1.down_proj"},
}
GGUF = {"gpt_neox": "GPTNEOX", "gpt2": "GPT2", "phi3": "PHI3"}
# What mlx-lm asks for beside the configuration of transformers 5.
MLX = dict(n_ctx=64, rope_theta=10000, rotary_emb_base=10000, rotary_pct=0.25)
DENSE = [family for family in KEPT if family != "mixtral"]


class Subject:
    """A model, the modules that tools quantise, and its lists by tool."""

    def __init__(self, family, files):
        self.family, self.files = family, files
        self.config = AutoConfig.for_model(family, **CONFIGS[family])
        self.model = AutoModelForCausalLM.from_config(self.config).to(torch.float32).eval()
        self.head = "embed_out" if hasattr(self.model, "embed_out") else "lm_head"
        kinds = (torch.nn.Linear, Conv1D)
        self.modules = [name for name, module in self.model.named_modules() if isinstance(module, kinds)]
        self.linear = {name for name in self.modules if isinstance(self.model.get_submodule(name), torch.nn.Linear)}

    def json(self, tool):
        return json.loads(self.files[tool])


def transformers_skips(subject, skipped, defaults):
    from transformers.quantizers.base import HfQuantizer
    from transformers.quantizers.quantizers_utils import should_convert_module

    patterns = HfQuantizer.get_modules_to_not_convert(subject.model, skipped, None, add_default_skips=defaults)
    return {name for name in subject.modules if not should_convert_module(name, patterns)} - {subject.head}


def bitsandbytes(subject):
    from transformers import BitsAndBytesConfig

    config = BitsAndBytesConfig(load_in_8bit=True, **subject.json("bitsandbytes"))
    assert subject.head in config.llm_int8_skip_modules, f"{subject.head} would be quantised"
    return transformers_skips(subject, config.llm_int8_skip_modules, False)


def awq(subject):
    from transformers import AwqConfig

    return transformers_skips(subject, AwqConfig(**subject.json("awq")).modules_to_not_convert, True)


def gptq(subject):
    """Of every module, experts too: GPTQModel and vLLM apply re.match to the name, the first pattern decides."""
    patterns = [key.removeprefix("-:") for key in subject.json("gptq")["dynamic"]]
    experts = [f"model.layers.{layer}.mlp.experts.{expert}.down_proj" for layer in range(12) for expert in range(12)]
    return {name for name in subject.modules + experts if any(re.match(pattern, name) for pattern in patterns)}


def gptqmodel(subject):
    """The same as GPTQModel itself answers it for each module, experts too."""
    from gptqmodel.quantization.config import QuantizeConfig

    config = QuantizeConfig(bits=4, group_size=32, dynamic=subject.json("gptq")["dynamic"])
    experts = [f"model.layers.{layer}.mlp.experts.{expert}.down_proj" for layer in range(12) for expert in range(12)]
    return {name for name in subject.modules + experts if config.dynamic_get(name) is False}


def compressed_tensors(subject):
    from compressed_tensors.utils import match_named_modules

    [modifier] = yaml.safe_load(subject.files["llm-compressor"])["default_stage"]["default_modifiers"].values()
    matched = match_named_modules(subject.model, modifier["targets"], modifier["ignore"])
    return subject.linear - {name for name, _ in matched} - {subject.head}


def llmcompressor(subject):
    from llmcompressor.recipe import Recipe

    [modifier] = Recipe.create_instance(subject.files["llm-compressor"]).modifiers
    return set(modifier.ignore) - {"lm_head", "embed_out"}


def torchao(subject):
    from torchao.quantization import Int8WeightOnlyConfig, quantize_

    scope = {}
    exec(compile(subject.files["torchao"], "keep_torchao.py", "exec"), scope)
    config = scope["config"]
    # What is quantised with is the user's choice; this one runs on every CPU.
    config.fqn_to_config["_default"] = Int8WeightOnlyConfig()
    names = subject.linear - {subject.head}
    model = copy.deepcopy(subject.model)
    quantize_(model, config, filter_fn=None)
    return {name for name in names if type(model.get_submodule(name).weight) is torch.nn.Parameter}


def autoround(subject):
    from auto_round.compressors.utils import set_layer_config
    from auto_round.utils import INNER_SUPPORTED_LAYER_TYPES, SUPPORTED_LAYER_TYPES, check_to_quantized

    kinds = (SUPPORTED_LAYER_TYPES, INNER_SUPPORTED_LAYER_TYPES)
    resolved, *_ = set_layer_config(
        copy.deepcopy(subject.model), subject.json("autoround"), "W4A16", None, *kinds
    )
    return {name for name, config in resolved.items() if not check_to_quantized(config)} - {subject.head}


def modelopt(subject):
    import modelopt.torch.quantization as mtq

    config = copy.deepcopy(mtq.INT8_DEFAULT_CFG)
    for entry in subject.json("modelopt")["quantization"]["exclude_modules"]:
        config["quant_cfg"].append({"quantizer_name": entry + ".*", "enable": False})
    ids = torch.arange(8)[None]
    model = mtq.quantize(copy.deepcopy(subject.model), config, lambda one: one(ids))
    quantisers = {name: getattr(model.get_submodule(name), "weight_quantizer", None) for name in subject.linear}
    return {name for name, one in quantisers.items() if one is not None and not one.is_enabled} - {subject.head}


def gguf(subject):
    import gguf as reader

    arch = reader.MODEL_ARCH[GGUF.get(subject.family, "LLAMA")]
    names = reader.get_tensor_name_map(arch, 12)
    patterns = [line.split("=")[0].lower() for line in subject.files["llama.cpp"].split()]
    stored = subject.modules + [f"model.layers.{layer}.mlp.experts.down_proj" for layer in range(12)]
    tensors = {names.get_name(name + ".weight", (".weight",)): name for name in stored}
    return {name for tensor, name in tensors.items() if tensor and any(re.search(one, tensor) for one in patterns)}


def mlx(subject):
    import mlx.nn
    from mlx_lm.utils import _get_classes

    config = {**subject.config.to_dict(), **MLX}
    kind, arguments = _get_classes(config)
    model = kind(arguments.from_dict(config))
    scope = {}
    exec(compile(subject.files["mlx"], "keep_mlx.py", "exec"), scope)
    able = {name for name, module in model.named_modules() if hasattr(module, "to_quantized")}
    mlx.nn.quantize(model, group_size=32, class_predicate=scope["class_predicate"])
    return {name for name, module in model.named_modules() if name in able and hasattr(module, "to_quantized")}


def expected(reader, family):
    if reader is gguf and family == "mixtral":
        return {"model.layers.1.mlp.experts.down_proj"}
    if reader is mlx:
        own = {"gpt2": {"model.h.1.mlp.c_proj"}, "gpt_neox": {"model.h.1.mlp.dense_4h_to_h"}}
        return {**own, "mixtral": {"model.layers.1.block_sparse_moe.switch_mlp.down_proj"}}.get(family, KEPT[family])
    return KEPT[family]


READERS = {
    bitsandbytes: DENSE, awq: DENSE, gptq: KEPT, gptqmodel: KEPT, gguf: KEPT, mlx: KEPT, autoround: DENSE,
    # GPT-2 has no linear layers but its head, so there is nothing for these to quantise.
    compressed_tensors: [family for family in DENSE if family != "gpt2"], llmcompressor: DENSE,
    torchao: [family for family in DENSE if family != "gpt2"], modelopt: [family for family in DENSE if family != "gpt2"],
}


def main():
    subjects = [Subject(one["family"], one["files"]) for one in json.load(sys.stdin)]
    failed = False
    for reader, families in READERS.items():
        for subject in subjects:
            if subject.family not in families:
                continue
            try:
                kept = reader(subject)
            except ImportError as missing:
                print(f"not run  {reader.__name__}: {missing}")
                break
            right = kept == expected(reader, subject.family)
            failed = failed or not right
            print(f"{'right' if right else 'WRONG'}    {reader.__name__} {subject.family}: {', '.join(sorted(kept)) or 'nothing'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
