"""Makes the files of this folder (PyTorch 2.15): python make.py FOLDER. Those named code-… would touch a file if they were unpickled."""
import collections
import os
import pickle
import sys

import torch

out = sys.argv[1]
base = torch.arange(24, dtype=torch.float32).reshape(2, 3, 4) / 4
state = collections.OrderedDict(
    plain=base.clone(),
    strided=base.permute(2, 0, 1),
    part=base.reshape(-1)[5:11],
    half=torch.tensor([0.5, -2.0, 65504.0], dtype=torch.float16),
    bfloat=torch.tensor([1.0, -3.5, 0.0078125], dtype=torch.bfloat16),
    double=torch.tensor([[1.25], [2.5]], dtype=torch.float64),
    parameter=torch.nn.Parameter(torch.tensor([9.0, 8.0])),
)
state["bn1.num_batches_tracked"] = torch.tensor(7)


class Code:
    def __reduce__(self):
        return os.system, ("touch /tmp/was-run",)


old = {"_use_new_zipfile_serialization": False}
torch.save(state, f"{out}/old.pth", **old)
torch.save(state, f"{out}/zip.pth")
boxed = collections.OrderedDict((f"module.{name}", value) for name, value in state.items())
torch.save({"epoch": 3, "state_dict": boxed, "arch": "x"}, f"{out}/checkpoint.pth")
torch.save({"a": Code()}, f"{out}/code-old.pth", **old)
torch.save({"a": Code()}, f"{out}/code-zip.pth")
with open(f"{out}/code.pkl", "wb") as file:
    file.write(pickle.dumps(Code(), 2))
