"""Service models of AWS, for the tests, without their documentation.

    python3 service_model.py write                     rewrites the files from the installed botocore
    python3 service_model.py check OPERATION...        compares them with it, as far as these operations go

The models are those of botocore (https://github.com/boto/botocore, Apache License 2.0): no other package of a registry
has the bounds of members (lengths, sizes, ranges, patterns). `check` fails if the botocore that is installed is the one
that a file names and the shapes differ; for another version it says so and compares nothing.
"""
import gzip
import json
import pathlib
import sys

import botocore
from botocore.loaders import Loader

SERVICES = {"connect": "2017-08-08", "connectparticipant": "2018-09-07"}
FOLDER = pathlib.Path(__file__).resolve().parent.parent / "resources" / "service-model"


def file_of(service):
    return FOLDER / f"{service}-{SERVICES[service]}.json.gz"


def without_documentation(value):
    """Keeps a member that is called "documentation": its value is a structure, not a text."""
    if isinstance(value, list):
        return [without_documentation(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: without_documentation(each)
        for name, each in value.items()
        if not (name == "documentation" and isinstance(each, str))
    }


def model(service):
    whole = Loader().load_service_model(service, "service-2", SERVICES[service])
    return {
        "source": f"botocore {botocore.__version__}, data/{service}/{SERVICES[service]}/service-2.json, Apache-2.0",
        "operations": without_documentation(whole["operations"]),
        "shapes": without_documentation(whole["shapes"]),
    }


def write():
    FOLDER.mkdir(exist_ok=True)
    for service in SERVICES:
        text = json.dumps(model(service), separators=(",", ":"), sort_keys=True)
        file_of(service).write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def closure(of, operations):
    shapes = {}
    waiting = [of["operations"][name][side]["shape"] for name in operations for side in ("input", "output")
               if side in of["operations"][name]]
    while waiting:
        name = waiting.pop()
        if name in shapes:
            continue
        shapes[name] = of["shapes"][name]
        waiting += [member["shape"] for member in shapes[name].get("members", {}).values()]
        waiting += [shapes[name][part]["shape"] for part in ("member", "key", "value") if part in shapes[name]]
    return {"operations": {name: of["operations"][name] for name in operations}, "shapes": shapes}


def check(operations):
    for service in SERVICES:
        kept = json.loads(gzip.decompress(file_of(service).read_bytes()))
        installed = model(service)
        if kept["source"] != installed["source"]:
            print(f"not compared: the model is of {kept['source']}, installed is botocore {botocore.__version__}")
            continue
        ours = [name for name in operations if name in installed["operations"]]
        if closure(kept, ours) != closure(installed, ours):
            sys.exit(f"{file_of(service).name} is not the model of {installed['source']}")
        print(f"{len(ours)} operations of {service} are as in botocore {botocore.__version__}")


if sys.argv[1:] == ["write"]:
    write()
elif sys.argv[1:2] == ["check"]:
    check(sys.argv[2:])
else:
    sys.exit(__doc__)
