"""Stands in for `python -m MODULE ARGUMENTS`: lets the process at a socket fork it, passes signals on and ends as it ends.

It is run as a file, and without site-packages, so that it costs next to nothing: `python -I -S launcher.py SOCKET MODULE ARGUMENTS`.
What it was given goes on to the fork: the three streams, folder, environment, and how large a file may grow.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import sys
from types import FrameType

PASSED_ON = (signal.SIGTERM, signal.SIGINT)


def main(address: str, module: str, arguments: list[str]) -> int:
    """Run the module, and return its exit code; a signal that ended it ends this process too."""
    line = socket.socket(socket.AF_UNIX)
    line.connect(address)
    order = {
        "module": module,
        "arguments": arguments,
        "folder": os.getcwd(),
        "environment": dict(os.environ),
        "file_room": resource.getrlimit(resource.RLIMIT_FSIZE),
    }
    socket.send_fds(line, [f"{json.dumps(order)}\n".encode()], [0, 1, 2])
    with line.makefile() as told:
        number = int(told.readline())

        def pass_on(received: int, _: FrameType | None) -> None:
            os.kill(number, received)

        for each in PASSED_ON:
            signal.signal(each, pass_on)
        # Only the fork may keep the streams open.
        for stream in (0, 1, 2):
            os.close(stream)
        code = int(told.readline())
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    return code


if __name__ == "__main__":
    os._exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
