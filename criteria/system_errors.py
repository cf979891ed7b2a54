"""What the system refused, in words of the product: its own are English, or whatever the machine speaks."""

import errno

from criteria.texts import Text, plain

_REASONS = {
    errno.ENOENT: Text("không có tệp hoặc thư mục này", "there is no such file or folder"),
    errno.EACCES: Text("không có quyền", "no permission"),
    errno.EPERM: Text("không có quyền", "no permission"),
    errno.EISDIR: Text("đây là thư mục, không phải tệp", "this is a folder, not a file"),
    errno.ENOTDIR: Text("một phần của đường dẫn không phải thư mục", "a part of the path is no folder"),
    errno.ENAMETOOLONG: Text("tên quá dài", "the name is too long"),
    errno.ENOSPC: Text("hết chỗ trên đĩa", "the disk is full"),
    errno.EROFS: Text("đĩa chỉ cho đọc", "the disk is read-only"),
    errno.EBADF: Text("luồng đã đóng", "the stream is closed"),
    errno.EIO: Text("lỗi đọc hoặc ghi đĩa", "a disk error"),
}


def reason(error: Exception) -> Text:
    """Return why the system refused, without a full stop."""
    number = getattr(error, "errno", None)
    if number in _REASONS:
        return _REASONS[number]
    said = plain(str(error))
    return Text(f"hệ thống báo: {said}", f"the system says: {said}")
