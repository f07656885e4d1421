#include <cstdio>

#include "posproof/report/audit.hpp"
#include "posproof/report/render.hpp"
#include "posproof/report/text.hpp"

namespace posproof {
namespace {

enum class Status { passed, skipped, failed, errored };

Status status_of(const ClaimRecord& c) {
  if (c.outcome == "ERROR") return c.as_expected == AsExpected::met ? Status::passed : Status::errored;
  if (c.as_expected == AsExpected::contradicted) return Status::failed;
  if (c.outcome == "UNDECIDED" || c.outcome == "EMPIRICAL") return Status::skipped;
  return c.outcome == "REFUTED" && c.as_expected == AsExpected::none ? Status::skipped : Status::passed;
}

/// xs:decimal, which knows no exponents.
std::string decimal(double seconds) {
  char text[64];
  std::snprintf(text, sizeof text, "%.6f", seconds);
  return text;
}

/// xs:dateTime without zone, as the schema wants; a start that has another form is not a time that we can state.
std::string timestamp(const std::string& started) {
  static constexpr char pattern[] = "dddd-dd-ddTdd:dd:dd";
  const std::string head = started.substr(0, sizeof pattern - 1);
  bool fits = head.size() == sizeof pattern - 1;
  for (std::size_t k = 0; fits && k < head.size(); ++k)
    fits = pattern[k] == 'd' ? head[k] >= '0' && head[k] <= '9' : head[k] == pattern[k];
  return fits ? head : "1970-01-01T00:00:00";
}

std::string message_of(const ClaimRecord& c) {
  const std::string expected = expectation_text(c);
  return c.outcome + (expected.empty() ? "" : ", " + expected) + ": " + finding_text(c);
}

std::string body_of(const ClaimRecord& c) {
  std::string text = c.title + "\n" + shorten(c.claim, 4000) + "\n" + finding_text(c) + "\n";
  if (const std::string how = method_text(c); !how.empty()) text += how + "\n";
  if (c.error) text += c.error->rendered + "\n";
  return text + c.file + ":" + std::to_string(c.line) + "\n";
}

std::string attribute(const char* name, const std::string& value) {
  return std::string(" ") + name + "=\"" + escape_markup(one_line(value)) + "\"";
}

std::string element(const char* name, const ClaimRecord& c) {
  return std::string("<") + name + attribute("message", message_of(c)) + attribute("type", c.outcome) + ">" +
         escape_markup(body_of(c)) + "</" + name + ">";
}

std::string testcase(const ClaimRecord& c, const std::string& suite, Status status) {
  std::string out = "    <testcase" + attribute("name", c.id) + attribute("classname", "posproof." + suite) +
                    attribute("time", decimal(c.seconds));
  switch (status) {
    case Status::passed: return out + "/>\n";
    case Status::skipped: return out + "><skipped" + attribute("message", message_of(c)) + "/></testcase>\n";
    case Status::failed: return out + ">" + element("failure", c) + "</testcase>\n";
    case Status::errored: return out + ">" + element("error", c) + "</testcase>\n";
  }
  return out;
}

std::string property(const char* name, const std::string& value) {
  return "      <property" + attribute("name", name) + attribute("value", value) + "/>\n";
}

std::string properties(const Results& r, const Counts& n) {
  return "    <properties>\n" + property("posproof.version", r.run.version) + property("posproof.commit", r.run.commit) +
         property("claims.proved", std::to_string(n.proved)) + property("claims.refuted", std::to_string(n.refuted)) +
         property("claims.undecided", std::to_string(n.undecided)) + property("claims.empirical", std::to_string(n.empirical)) +
         property("claims.error", std::to_string(n.error)) + "    </properties>\n";
}

std::string testsuite(const Results& r, const AuditChapter& chapter, std::size_t index) {
  std::string cases, log;
  std::size_t tests = 0, by_status[4] = {};
  double seconds = 0;
  for (const AuditStep& step : chapter.steps) {
    for (const ClaimRecord* c : step.claims) {
      const Status status = status_of(*c);
      ++tests;
      ++by_status[static_cast<int>(status)];
      seconds += c->seconds;
      cases += testcase(*c, chapter.id, status);
      log += c->outcome + " " + c->id + ": " + finding_text(*c) + "\n";
    }
  }
  const auto count = [&](Status s) { return std::to_string(by_status[static_cast<int>(s)]); };
  return "  <testsuite" + attribute("name", chapter.id.empty() ? "claims" : chapter.id) + attribute("package", "posproof") +
         attribute("id", std::to_string(index)) + attribute("timestamp", timestamp(r.run.started)) +
         attribute("hostname", r.run.host.empty() ? "localhost" : r.run.host) + attribute("tests", std::to_string(tests)) +
         attribute("failures", count(Status::failed)) + attribute("errors", count(Status::errored)) +
         attribute("skipped", count(Status::skipped)) + attribute("time", decimal(seconds)) + ">\n" +
         properties(r, chapter.counts) + cases + "    <system-out>" + escape_markup(log) + "</system-out>\n" +
         "    <system-err></system-err>\n  </testsuite>\n";
}

/// Claims that were not run cannot pass: the run itself is the test that ended in an error.
std::string interrupted_suite(const Results& r, std::size_t index) {
  const std::string text = interruption_text(r.run);
  return "  <testsuite" + attribute("name", "interrupted") + attribute("package", "posproof") +
         attribute("id", std::to_string(index)) + attribute("timestamp", timestamp(r.run.started)) +
         attribute("hostname", r.run.host.empty() ? "localhost" : r.run.host) +
         " tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\" time=\"0.000000\">\n    <properties></properties>\n"
         "    <testcase name=\"run\" classname=\"posproof\" time=\"0.000000\"><error" +
         attribute("message", text) + " type=\"interrupted\">" + escape_markup(text) +
         "</error></testcase>\n"
         "    <system-out></system-out>\n    <system-err></system-err>\n  </testsuite>\n";
}

}  // namespace

std::string render_junit(const Results& results) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  std::size_t index = 0;
  for (const AuditChapter& chapter : make_audit(results)) out += testsuite(results, chapter, index++);
  if (!results.run.not_run.empty()) out += interrupted_suite(results, index);
  return out + "</testsuites>\n";
}

}  // namespace posproof
