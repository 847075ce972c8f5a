"""play, ytmp3, ytmp4, tiktok and the others: a video or its sound from another site."""

from __future__ import annotations

from botinstance.commands.download import searching, sites, ytdlp
from botinstance.commands.download.picture import picture
from botinstance.commands.download.sites import Place, Site
from botinstance.commands.media import clip, ffmpeg
from botinstance.context import Context, UserError
from botinstance.link.protocol import File


def play(context: Context) -> None:
    _send_sound(context, _wanted(context, "a song"))


def youtube_sound(context: Context) -> None:
    _send_sound(context, _given(context, sites.YOUTUBE))


def youtube_video(context: Context) -> None:
    _send_video(context, _wanted(context, "a video"))


def tiktok(context: Context) -> None:
    _send_video(context, _given(context, sites.TIKTOK))


def instagram(context: Context) -> None:
    _send_video_or_picture(context, _given(context, sites.INSTAGRAM))


def facebook(context: Context) -> None:
    _send_video(context, _given(context, sites.FACEBOOK))


def twitter(context: Context) -> None:
    _send_video(context, _given(context, sites.TWITTER))


def pinterest(context: Context) -> None:
    _send_video_or_picture(context, _given(context, sites.PINTEREST))


def soundcloud(context: Context) -> None:
    _send_sound(context, _given(context, sites.SOUNDCLOUD))


def _given(context: Context, site: Site) -> Place:
    """The address that was written, or that is in the message replied to."""
    quoted = context.message.quoted
    text = context.args or (quoted.text if quoted else "")
    # people paste "Look at this: https://…"
    address = next((word for word in text.split() if "://" in word), context.args)
    if not address:
        use = f"{context.config.prefix}{context.command.name}"
        raise UserError(f"Write an address of {site.name} behind it: {use} {site.example}")
    return sites.place(context, site, address)


def _wanted(context: Context, what: str) -> Place:
    """An address, or the first that is found by words and is not too long; says which."""
    if not context.args and not context.message.quoted:
        use = f"{context.config.prefix}{context.command.name}"
        raise UserError(f"Write the name of {what}, or its address on YouTube: {use} Moon River")
    if not context.args or sites.is_address(context.args):
        return _given(context, sites.YOUTUBE)
    found = searching.search(context, context.args)
    video = next((v for v in found if v.seconds <= ytdlp.MINUTES * 60), None)
    if video is None:
        raise UserError(f"I found only videos of more than {ytdlp.MINUTES} minutes.")
    context.link.reply(context.message, searching.line(video))
    return sites.place(context, sites.YOUTUBE, video.url)


def _send_sound(context: Context, place: Place) -> None:
    data = ytdlp.load(place, ytdlp.look(place, ytdlp.SOUND), ytdlp.SOUND)
    facts = ffmpeg.probe(data)
    _check(facts)
    if not facts.sound:
        raise UserError("There is no sound in that.")
    # twenty minutes fit into what WhatsApp takes for a sound only at fewer bits
    kbits = 128 if facts.seconds < 900 else 96
    ready = ffmpeg.format_of(data) == "mp3" and len(data) <= ffmpeg.MOST
    mp3 = data if ready else ffmpeg.mp3(data, kbits=kbits, most_seconds=ytdlp.MINUTES * 60)
    clip.send_audio(context, mp3)


def _send_video_or_picture(context: Context, place: Place) -> None:
    try:
        _send_video(context, place)
    except ytdlp.Nothing:
        found = picture(context, place)
        if found is None:
            raise
        context.link.send_file(context.message, found)


def _send_video(context: Context, place: Place) -> None:
    found = ytdlp.look(place, ytdlp.VIDEO)
    data = ytdlp.load(place, found, ytdlp.VIDEO)
    facts = ffmpeg.probe(data)
    _check(facts)
    seconds = max(1, round(facts.seconds))
    if not facts.picture:
        raise UserError("There is no picture in that.")
    form = ffmpeg.format_of(data)
    if facts.picture == "h264" and form == "mov":
        file = File("video", data, "video/mp4", found.title, seconds=seconds)
    else:  # not every phone plays it in the chat, but each can keep it
        ending, mimetype = _FORMS.get(form, ("bin", "application/octet-stream"))
        name = f"{found.title.replace('/', '-') or 'video'}.{ending}"
        file = File("document", data, mimetype, found.title, name)
    context.link.send_file(context.message, file)


_FORMS = {"mov": ("mp4", "video/mp4"), "matroska": ("webm", "video/webm")}


def _check(facts: ffmpeg.Facts) -> None:
    """Not every site says beforehand how long something is."""
    if facts.seconds > ytdlp.MINUTES * 60:
        raise UserError(f"That is too long for me: at most {ytdlp.MINUTES} minutes.")
