#include <catch2/catch.hpp>

#include "support/shell.hpp"

// Oracle: a device that is always full, and a limit on the size of files. A report that was not written is never a success.

namespace {
using Catch::Matchers::Contains;
using posproof::test::Folder;
using posproof::test::shell;

const std::string cases = " --cases " POSPROOF_SOURCE_DIR "/cases";
}  // namespace

TEST_CASE("standard output on a full disk") {
  const Folder folder;
  REQUIRE(shell("posproof run controls/pythagoras --out out" + cases, folder.root()).exit_code == 0);
  for (const char* line : {"posproof report out/results.json --format md", "posproof report out/results.json --format html",
                           "posproof diff out/results.json out/results.json", "posproof check '1 < 2'", "posproof eval 'pi'"}) {
    INFO(line);
    const auto r = shell(std::string(line) + " >/dev/full", folder.root());
    CHECK(r.exit_code == 2);
    CHECK_THAT(r.err, Contains("standard output cannot be written"));
  }
}

TEST_CASE("a disk that fills up while the reports are written") {
  const Folder folder;
  REQUIRE(shell("posproof run controls/pythagoras --out out" + cases, folder.root()).exit_code == 0);
  // 4 blocks of 1024 bytes; the signal is ignored so that the write itself fails, as on a full disk
  for (const char* format : {"html", "latex", "json"}) {
    INFO(format);
    const auto r =
        shell(std::string("trap '' XFSZ; ulimit -f 4; posproof report out/results.json --format ") + format + " --out small",
              folder.root());
    CHECK(r.exit_code == 2);
    CHECK_THAT(r.err, Contains("cannot be written"));
    CHECK(shell("ls small", folder.root()).out.empty());
  }
}
