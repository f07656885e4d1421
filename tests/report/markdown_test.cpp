#include <catch2/catch.hpp>

#include "golden.hpp"
#include "posproof/report/render.hpp"
#include "sample.hpp"

// Oracle: the approved file; size limits; what a reader must find first.

using namespace posproof;
using Catch::Contains;

TEST_CASE("report.md as approved") { sample::check_golden("report.md", render_markdown(sample::results())); }

TEST_CASE("counts come first, then contradictions, then what is false") {
  const std::string md = render_markdown(sample::results());
  CHECK(md.find("6 claims: 1 PROVED, 2 REFUTED") < 60);
  CHECK(md.find("## Contradicted") < md.find("## What is false"));
  CHECK(md.find("## What is false") < md.find("## On the decay"));
  CHECK_THAT(md, Contains("[Claim article/integral](#claim-article--integral)"));
  CHECK_THAT(md, Contains("<a id=\"claim-article--integral\"></a>"));
  CHECK_THAT(md, Contains("(1000000 digits)"));
  const std::size_t script = md.find("<script");  // once, inside the code block of a formula that does not parse
  CHECK(md.find("<script", script + 1) == std::string::npos);
  CHECK(md.rfind("\n```\n", script) + 5 == md.rfind('\n', script) + 1);
}

TEST_CASE("a report that would be too long keeps failures in full") {
  Results r = sample::results();
  const auto base = r.claims;
  for (int k = 0; k < 3000; ++k) {
    ClaimRecord c = base[1];
    c.id = "article/more-" + std::to_string(k);
    c.why = std::string(500, 'w');
    r.claims.insert(r.claims.begin(), c);
  }
  const std::string md = render_markdown(r);
  CHECK(md.size() <= (1u << 20));
  CHECK(md.size() > 900000);
  CHECK_THAT(md, Contains("Shortened to"));
  for (const char* id : {"article/limit", "article/hostile"}) {  // the contradictions
    INFO(id);
    CHECK_THAT(md, Contains(std::string("\n`") + id + "`"));
  }
  MarkdownOptions tiny{20000};
  const std::string small = render_markdown(r, tiny);
  CHECK(small.size() <= 20000);
  CHECK_THAT(small, Contains("\n`article/limit`"));
}

TEST_CASE("controls are no findings") {
  Results r = sample::results();
  ClaimRecord c = sample::claim("controls/known-false", "REFUTED");
  c.title = "planted";
  r.claims.push_back(c);
  const std::string md = render_markdown(r);
  const std::string head = md.substr(0, md.find("## On the decay"));
  CHECK(head.find("planted") == std::string::npos);
  CHECK_THAT(md, Contains("## Controls"));
  CHECK(md.find("## Controls") > md.find("## On the decay"));
}
