"""The other side of an AS2 exchange: pyas2lib, driven by one JSON object a line.

Arguments: a folder with own.pem (key and certificate) and partner.pem; our name; the partner's name. Bytes travel in
base64. Questions: build (a message), settle (the receipt to it), parse (a message; answers with its receipt).
"""

import base64
import json
import re
import sys
from pathlib import Path

# oscrypto 1.3.0 looks for an OpenSSL whose version has one digit a part (3.0.8); distributions ship 3.0.19.
search = re.search


def search_longer_versions(pattern, *rest):
    longer = pattern.replace(r"\d\.\d\.\d[", r"\d+\.\d+\.\d+[") if isinstance(pattern, str) else pattern
    return search(longer, *rest)


re.search = search_longer_versions
import oscrypto.asymmetric  # noqa: E402, F401

re.search = search
from pyas2lib import Mdn, Message, Organization, Partner  # noqa: E402

folder, own_name, partner_name = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
own_key = (folder / "own.pem").read_bytes()
partner_certificate = (folder / "partner.pem").read_bytes()
own = Organization(as2_name=own_name, sign_key=own_key, decrypt_key=own_key, domain="peer")
sent = {}


def partner(settings):
    return Partner(
        as2_name=partner_name,
        verify_cert=partner_certificate,
        encrypt_cert=partner_certificate,
        validate_certs=False,
        **settings,
    )


def decoded(text):
    return base64.b64decode(text)


def encoded(content):
    return base64.b64encode(content).decode()


def on_the_wire(headers, body):
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode() + b"\r\n" + body


def build(question):
    message = Message(own, partner(question["settings"]))
    message.build(
        decoded(question["content"]),
        filename="peer.x12",
        subject="Order from the peer",
        content_type=question["contentType"],
    )
    sent[message.message_id] = message
    return {"headers": message.headers, "body": encoded(message.content)}


def settle(question):
    receipt = Mdn()
    status, detail = receipt.parse(
        on_the_wire(question["headers"], decoded(question["body"])),
        find_message_cb=lambda message_id, _: sent.get(message_id),
    )
    return {"status": status, "detail": detail}


def parse(question):
    message = Message()
    status, exception, receipt = message.parse(
        on_the_wire(question["headers"], decoded(question["body"])),
        find_org_cb=lambda _: own,
        find_partner_cb=lambda _: partner(question["settings"]),
    )
    return {
        "status": status,
        "error": str(exception[0]) if exception[0] else None,
        "content": encoded(message.content or b""),
        "receipt": {"headers": receipt.headers, "body": encoded(receipt.content)},
    }


print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    answer = {"build": build, "settle": settle, "parse": parse}[asked["ask"]](asked)
    print(json.dumps(answer), flush=True)
