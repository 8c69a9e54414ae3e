"""Several languages of one post: which versions belong together, and where each stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from editorial.post import Post
from editorial.problems import Problem


def joined_translations(posts: Iterable[Post], *, language: str) -> list[Post]:
    """Return the posts, in their order, with the versions of one in several languages joined.

    Versions share a `translation_id`, or else a slug, and differ in `lang`. The one in the site's `language`,
    or else the first by language, keeps the slug; the others stand at `<slug>-<lang>` as its translations.
    """
    posts = list(posts)
    groups: dict[str, dict[str, Post]] = defaultdict(dict)
    for post in sorted(posts, key=lambda post: post.source.path):
        # A second post of one slug and one language is no version but a double, which is reported elsewhere.
        groups[post.translation_id or post.slug].setdefault(post.lang or language, post)
    renamed: dict[str, Post] = {}
    for versions in groups.values():
        if len(versions) < 2:
            continue
        first = versions.get(language) or versions[min(versions)]
        for lang, post in versions.items():
            if post is first:
                renamed[post.source.path] = replace(post, translation_id=first.slug)
                continue
            slug = post.slug if post.slug != first.slug else f"{first.slug}-{lang.lower()}"
            post_id = post.id if "id" in post.source.lines else slug
            renamed[post.source.path] = replace(
                post, slug=slug, id=post_id, translation_id=first.slug, translation_of=first.slug
            )
    return [renamed.get(post.source.path, post) for post in posts]


def doubled_versions(posts: Iterable[Post], *, language: str) -> Iterator[Problem]:
    """Yield the posts that are a second version of one in the same language, before versions are joined."""
    first: dict[tuple[str, str], Post] = {}
    for post in sorted(posts, key=lambda post: post.source.path):
        lang = post.lang or language
        other = first.setdefault((post.translation_id or post.slug, lang), post)
        # Where the slugs are the same, too, that is what is wrong.
        if other is post or other.slug == post.slug:
            continue
        field = "translation_id" if post.translation_id else "slug"
        message = f"{field}: {other.source.path} is the version in {lang} already"
        remedy = "correct lang, or give each post a translation_id of its own"
        yield post.source.problem(field, "duplicate-version", message, remedy)


def with_versions_to_list(live: Iterable[Post]) -> tuple[Post, ...]:
    """Return live posts, in their order; while the version that lists show waits, another is shown."""
    live = list(live)
    shown = {post.slug: post.slug for post in live if not post.translation_of}
    for post in sorted(live, key=lambda post: post.lang):
        if post.translation_of:
            shown.setdefault(post.translation_of, post.slug)
    return tuple(_as_version_of(shown.get(post.translation_of, ""), post) for post in live)


def _as_version_of(slug: str, post: Post) -> Post:
    slug = "" if slug == post.slug else slug
    return post if slug == post.translation_of else replace(post, translation_of=slug)


def versions_of(posts: Iterable[Post]) -> dict[str, list[Post]]:
    """Return the versions of each post that has several, by translation id, in the order of languages."""
    groups: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        if post.translation_id:
            groups[post.translation_id].append(post)
    return {key: sorted(found, key=lambda post: post.lang) for key, found in groups.items() if len(found) > 1}
