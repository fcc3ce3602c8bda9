"""Where a register may lie: on a disk of this machine, never on a network share.

Locks and the order of writes are promises that shares break: two machines would write one
database, and what was acknowledged could be lost (sqlite.org/howtocorrupt.html, 2.1 and 3).
"""

import os
from collections.abc import Iterable
from pathlib import Path, PureWindowsPath

from app.domain.errors import Refused

_SHARES = frozenset(
    {
        *("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "afs", "ncpfs"),
        *(
            "9p",
            "virtiofs",
            "vboxsf",
            "prl_fs",
            "fuse.sshfs",
            "fuse.rclone",
            "davfs",
            "fuse.davfs2",
        ),
        *("ceph", "fuse.ceph", "glusterfs", "fuse.glusterfs", "lustre", "gpfs", "beegfs", "ocfs2"),
        *("fuse.gvfsd-fuse", "fuse.s3fs", "fuse.davfs2", "fuse.vmhgfs-fuse", "drvfs"),
    }
)


def refuse_share(folder: Path) -> None:
    """Refused where the folder lies on a network share; no setting changes that."""
    if kind := share_of(folder):
        raise Refused("register.on_a_share", folder=folder, kind=kind)


def share_of(folder: Path) -> str:
    """What kind of share the folder lies on; empty for a disk of this machine."""
    import psutil  # not before the first paint

    whole = Path(os.path.realpath(folder))
    if str(whole).startswith("\\\\"):
        return "UNC"
    mounts = ((p.mountpoint, p.fstype, p.opts) for p in psutil.disk_partitions(all=True))
    return _kind(str(whole), mounts)


def _kind(path: str, mounts: Iterable[tuple[str, str, str]]) -> str:
    """The kind of the innermost mount that holds the path, if it is a share."""
    around = [(len(at), kind, opts) for at, kind, opts in mounts if _holds(at, path)]
    if not around:
        return ""
    # Of mounts on one place the last covers the others.
    deepest = max(length for length, _, _ in around)
    _, kind, opts = [mount for mount in around if mount[0] == deepest][-1]
    remote = kind.lower() in _SHARES or "remote" in opts.split(",")
    return (kind or "remote") if remote else ""


def _holds(mount: str, path: str) -> bool:
    if PureWindowsPath(mount).drive:
        return path.lower().startswith(mount.lower())
    return mount == "/" or path == mount or path.startswith(mount.rstrip("/") + "/")
