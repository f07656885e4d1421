#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "golden.hpp"
#include "posproof/report/render.hpp"
#include "sample.hpp"

// Oracle: the approved file, the schema in junit.xsd (xmllint), and the rule which verdict may pass.

using namespace posproof;
using Catch::Contains;

namespace {

int times(const std::string& text, const std::string& part) {
  int n = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++n;
  return n;
}

bool valid(const std::string& xml) {
  const auto file = std::filesystem::temp_directory_path() / "posproof-junit-test.xml";
  write_text_file(file, xml);
  const std::string command =
      "xmllint --huge --noout --schema " POSPROOF_SOURCE_DIR "/tests/report/junit.xsd " + file.string() + " 2>/dev/null";
  const int code = std::system(command.c_str());
  std::filesystem::remove(file);
  return code == 0;
}

bool have_xmllint() { return std::system("command -v xmllint >/dev/null") == 0; }

Results one(ClaimRecord c) {
  Results r = sample::results();
  r.claims = {std::move(c)};
  return r;
}

}  // namespace

TEST_CASE("junit.xml as approved") { sample::check_golden("junit.xml", render_junit(sample::results())); }

TEST_CASE("junit.xml is valid against the schema") {
  if (!have_xmllint()) {
    WARN("SKIPPED: xmllint is not installed (Debian: libxml2-utils)");
    return;
  }
  CHECK(valid(render_junit(sample::results())));
  CHECK(valid(render_junit(Results{})));
  Results odd = sample::results();
  odd.run.started = "yesterday";
  odd.run.host = "";
  odd.claims[0].seconds = 1e-9;
  odd.claims[1].document = odd.claims[1].id = sample::hostile;
  CHECK(valid(render_junit(odd)));
  odd.run.not_run = {"article/late", sample::hostile};
  CHECK(valid(render_junit(odd)));
  CHECK(times(render_junit(odd), "<error ") == 1);
  std::string broken = render_junit(odd);  // the validator itself must be able to say no
  broken.replace(broken.find("<properties>"), 12, "<propertiez>");
  CHECK_FALSE(valid(broken));
}

TEST_CASE("which claims pass") {
  const auto rendered = [](const char* outcome, const char* verdict) {
    ClaimRecord c = sample::claim("article/x", outcome);
    if (*verdict) c.expected = ExpectedRecord{verdict, "", {}};
    c.as_expected = compare_with_expected(c);
    return render_junit(one(c));
  };
  const auto passed = [&](const std::string& xml) {
    return times(xml, "<skipped") + times(xml, "<failure") + times(xml, "<error") == 0;
  };
  CHECK(passed(rendered("PROVED", "proved")));
  CHECK(passed(rendered("REFUTED", "refuted")));
  CHECK(passed(rendered("PROVED", "")));
  for (const char* expected : {"", "undecided"}) CHECK(times(rendered("UNDECIDED", expected), "<skipped") == 1);
  for (const char* expected : {"", "empirical"}) CHECK(times(rendered("EMPIRICAL", expected), "<skipped") == 1);
  CHECK(times(rendered("REFUTED", ""), "<skipped") == 1);
  CHECK(times(rendered("ERROR", ""), "<error ") == 1);
  for (const char* outcome : {"REFUTED", "UNDECIDED", "EMPIRICAL"}) {
    const std::string xml = rendered(outcome, "proved");
    CHECK(times(xml, "<failure") == 1);
    CHECK(times(xml, "<skipped") == 0);
    CHECK_THAT(xml, Contains("failures=\"1\""));
  }
  CHECK_THAT(rendered("REFUTED", "proved"), Contains("False for n = 3: left side 171.23"));
}

TEST_CASE("a million digits stay out of junit.xml") {
  const std::string xml = render_junit(sample::results());
  CHECK(xml.size() < 40000);
  CHECK_THAT(xml, Contains("(1000000 digits)"));
  CHECK(times(xml, "<script") == 0);
}
