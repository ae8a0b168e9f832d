"""The rival of the bench's networks in PyTorch: trains when told how often, and answers when it has.

Reads a folder with `task.json` and the float32 numbers of weights and batches; then, for each line of standard input that holds a number, makes so
many steps and prints the last loss.
"""
import json
import math
import sys

import torch

with open(f"{sys.argv[1]}/task.json") as file:
    task = json.load(file)
torch.set_num_threads(task["threads"])
with open(f"{sys.argv[1]}/numbers.f32", "rb") as file:
    numbers = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
taken = 0


def take(*shape):
    global taken
    size = math.prod(shape)
    taken += size
    return numbers[taken - size : taken].reshape(shape).clone()


# Images have their channels last in the numbers, and first here.
layers = []
shape = task["input"]
for side, outputs in task["convolutions"]:
    layer = torch.nn.Conv2d(shape[2], outputs, side, padding="same")
    with torch.no_grad():
        layer.weight.copy_(take(side, side, shape[2], outputs).permute(3, 2, 0, 1))
        layer.bias.copy_(take(outputs))
    layers += [layer, torch.nn.ReLU(), torch.nn.MaxPool2d(2)]
    shape = [shape[0] // 2, shape[1] // 2, outputs]
if task["convolutions"]:
    layers += [torch.nn.Flatten()]
for outputs in task["layers"]:
    layer = torch.nn.Linear(math.prod(shape), outputs)
    with torch.no_grad():
        weights = take(*shape, outputs)
        layer.weight.copy_((weights.permute(2, 0, 1, 3) if len(shape) == 3 else weights).reshape(-1, outputs).T)
        layer.bias.copy_(take(outputs))
    layers += [layer, torch.nn.ReLU()]
    shape = [outputs]
model = torch.nn.Sequential(*layers[:-1])


def batch():
    x = take(task["batch"], *task["input"])
    labels = take(task["batch"], task["layers"][-1]).argmax(1)
    return x.permute(0, 3, 1, 2).contiguous() if len(task["input"]) == 3 else x, labels


batches = [batch() for _ in range(task["batches"])]
loss_of = torch.nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
step = 0
print(torch.__version__, flush=True)
for line in sys.stdin:
    for _ in range(int(line)):
        x, labels = batches[step % len(batches)]
        step += 1
        optimizer.zero_grad()
        loss = loss_of(model(x), labels)
        loss.backward()
        optimizer.step()
    print(loss.item(), flush=True)
