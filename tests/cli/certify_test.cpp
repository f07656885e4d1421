#include <catch2/catch.hpp>
#include <csignal>
#include <nlohmann/json.hpp>

#include "support/shell.hpp"

// Oracle: posproof-check, and the files that are there afterwards. Cases as small as their verdicts are plain.

namespace {

using Catch::Matchers::Contains;
using posproof::test::Folder;
using posproof::test::shell;
using posproof::test::slurp;
using Json = nlohmann::json;

const std::string checker = "'" + (std::filesystem::path(POSPROOF_BINARY).parent_path() / "posproof-check").string() + "' ";

std::string toml(const std::string& id, const std::string& claim, const std::string& verdict) {
  return "id = \"" + id + "\"\ntitle = \"t\"\nsays = \"It is so.\"\nclaim = \"" + claim + "\"\n\n[expect]\nverdict = \"" +
         verdict + "\"\n\n[notes]\nwhy = \"Plain.\"\n";
}

void write_cases(const Folder& folder) {
  folder.write(
      "cases/small/document.toml",
      "id = \"small\"\ntitle = \"Small\"\n\n[[step]]\nnumber = \"1\"\nsays = \"All of it.\"\ncases = [\"small/witness\", "
      "\"small/sweep\", \"small/reals\", \"small/identity\", \"small/limit\", \"small/open\"]\n");
  folder.write("cases/small/witness.toml", toml("small/witness", "forall n in 1..100: sin(n) >= 1/10^3", "refuted"));
  folder.write("cases/small/sweep.toml", toml("small/sweep", "forall n in 1..3000: cos(n) + cos(n/10) > -2", "proved"));
  folder.write("cases/small/reals.toml", toml("small/reals", "forall x in (0, 3]: sin(x) < x", "proved"));
  folder.write("cases/small/identity.toml",
               toml("small/identity", "forall x in (-inf, inf): sin(x)^2 + cos(x)^2 == 1", "proved"));
  folder.write("cases/small/limit.toml", toml("small/limit", "limit(n -> inf, 1/n) == 0", "proved"));
  folder.write("cases/small/open.toml", toml("small/open", "floor(gamma(1/3)*gamma(2/3)*sqrt(3)/(2*pi)) == 1", "undecided"));
}

}  // namespace

TEST_CASE("certify writes what posproof-check accepts, plain and compressed") {
  const Folder folder;
  for (const char* file : {"c.jsonl", "c.jsonl.gz"}) {
    const auto r = shell(std::string("posproof certify 'forall x in [0, 1]: g(x) <= 2' --where 'g(x) = exp(x/2)' -o ") + file,
                         folder.root());
    INFO(r.out + r.err);
    CHECK(r.exit_code == 0);
    CHECK_THAT(r.out, Contains("PROVED") && Contains("accepted by posproof-check"));
    CHECK(shell(checker + file, folder.root()).exit_code == 0);
  }
  CHECK(std::filesystem::file_size(folder / "c.jsonl.gz") < std::filesystem::file_size(folder / "c.jsonl"));
}

TEST_CASE("certify says why there is none, with an exit code and without a file") {
  const Folder folder;
  write_cases(folder);
  const auto ends = [&](const std::string& arguments, int code, const std::string& why) {
    const auto r = shell("posproof certify " + arguments + " -o c.jsonl", folder.root());
    INFO(arguments + "\n" + r.out + r.err);
    CHECK(r.exit_code == code);
    CHECK_THAT(r.err, Contains(why));
    CHECK_FALSE(std::filesystem::exists(folder / "c.jsonl"));
    CHECK_FALSE(std::filesystem::exists(folder / "c.jsonl.part"));
  };
  ends("small/limit", 2, "no certificate yet: it is about a limit");
  ends("small/open", 4, "UNDECIDED");
  ends("small/wittness", 2, "did you mean 'small/witness'");
  ends("'1 >'", 2, "syntax");
  ends("'forall n in 5..1: n > 0'", 2, "empty-domain");
  CHECK(shell("posproof certify small/witness -o nowhere/c.jsonl", folder.root()).exit_code == 2);
  const auto device = shell("posproof certify small/witness -o /dev/null", folder.root());
  CHECK(device.exit_code == 2);
  CHECK_THAT(device.err, Contains("no regular file"));
  CHECK(std::filesystem::is_character_file("/dev/null"));
}

TEST_CASE("a disk without room ends certify with the reason and leaves no file") {
  const Folder folder;
  const auto r =
      shell("trap '' XFSZ; ulimit -f 4; posproof certify 'forall h in 1..100, k in 1..200: h*k > 0' -o c.jsonl", folder.root());
  INFO(r.out + r.err);
  CHECK(r.exit_code == 2);
  CHECK_THAT(r.err, Contains("cannot be written: File too large"));
  CHECK(std::filesystem::is_empty(folder.root()));
}

TEST_CASE("run --certificates writes and checks one for each claim that can have one, and reports the others") {
  const Folder folder;
  write_cases(folder);
  const auto r = shell("posproof run --certificates proofs --out out --jobs 2", folder.root());
  INFO(r.out + r.err);
  CHECK(r.exit_code == 0);
  const Json results = Json::parse(slurp(folder / "out/results.json"));
  for (const auto& c : results.at("claims")) {
    const std::string id = c.at("id");
    INFO(id);
    const auto file = folder / ("proofs/small__" + id.substr(6) + ".jsonl.gz");
    if (id == "small/open") {
      CHECK(c.at("certificate").is_null());
      CHECK_FALSE(std::filesystem::exists(file));
    } else if (id == "small/limit") {
      CHECK(c.at("certificate").at("backing") == "kernels");
      CHECK(c.at("certificate").at("reason") == "it is about a limit, which rules prove");
      CHECK_FALSE(std::filesystem::exists(file));
    } else {
      CHECK(c.at("certificate").at("backing") == "certificate");
      CHECK(c.at("certificate").at("bytes") == std::filesystem::file_size(file));
      CHECK(shell(checker + "'" + file.string() + "'").exit_code == 0);
    }
  }
  CHECK_THAT(slurp(folder / "out/report.md"), Contains("no certificate yet: it is about a limit"));
  CHECK_THAT(r.out, Contains("4 certificate checked"));

  const auto first = slurp(folder / "proofs/small__sweep.jsonl.gz");
  CHECK(shell("posproof run --certificates proofs --out out --jobs 1 small/sweep", folder.root()).exit_code == 0);
  CHECK(slurp(folder / "proofs/small__sweep.jsonl.gz") == first);
  CHECK(std::filesystem::exists(folder / "proofs/small__reals.jsonl.gz"));
}

TEST_CASE("a certificate of an older verdict does not stay behind") {
  const Folder folder;
  write_cases(folder);
  folder.write("proofs/small__open.jsonl.gz", "old");
  folder.write("proofs/small__limit.jsonl.gz", "old");
  shell("posproof run --certificates proofs --out out small/open small/limit", folder.root());
  CHECK(std::filesystem::is_empty(folder / "proofs"));
}

TEST_CASE("certificates that are not checked do not count as checked") {
  const Folder folder;
  write_cases(folder);
  const auto r = shell("posproof run --certificates proofs --no-check-certificates --out out small/witness", folder.root());
  CHECK(r.exit_code == 0);
  const Json c = Json::parse(slurp(folder / "out/results.json")).at("claims").at(0);
  CHECK(c.at("certificate").at("backing") == "kernels");
  CHECK_THAT(c.at("certificate").at("reason").get<std::string>(), Contains("not checked"));
  CHECK(shell(checker + "proofs/small__witness.jsonl.gz", folder.root()).exit_code == 0);
}

TEST_CASE("a directory of certificates that cannot be made ends the run before anything is decided") {
  const Folder folder;
  write_cases(folder);
  folder.write("file", "");
  const auto r = shell("posproof run --certificates file/proofs --out out", folder.root());
  CHECK(r.exit_code == 2);
  CHECK_THAT(r.err, Contains("file/proofs"));
  CHECK_FALSE(std::filesystem::exists(folder / "out"));
}

TEST_CASE("hostile ids become one file each, inside the directory") {
  const Folder folder;
  folder.write(
      "cases/up/document.toml",
      "id = \"up\"\ntitle = \"Up\"\n\n[[step]]\nnumber = \"1\"\nsays = \"s\"\ncases = [\"up/../../../evil\", \"up/A b\"]\n");
  folder.write("cases/up/evil.toml", toml("up/../../../evil", "1 > 0", "proved"));
  folder.write("cases/up/blank.toml", toml("up/A b", "2 > 1", "proved"));
  const auto r = shell("posproof run --certificates a/b/proofs --out out", folder.root());
  INFO(r.out + r.err);
  // Whether such ids are allowed is the reader's matter; nothing may be written outside in either case.
  if (r.exit_code == 0) {
    for (const auto& entry : std::filesystem::directory_iterator(folder / "a/b/proofs"))
      CHECK(entry.path().filename().string().rfind("up__", 0) == 0);
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.root()))
    if (entry.path().string().find("evil") != std::string::npos && entry.path().extension() == ".gz")
      CHECK(entry.path().parent_path() == folder / "a/b/proofs");
}

TEST_CASE("a writer that is interrupted leaves nothing that posproof-check would accept") {
  const Folder folder;
  const auto r = shell(
      "posproof certify 'forall n in 1..200000: f(n; 512, 10000) <= 256' -o long.jsonl --jobs 1 & p=$!; "
      "for k in $(seq 200); do [ -s long.jsonl.part ] && break; sleep 0.1; done; kill -INT $p; kill -KILL $p; wait $p",
      folder.root());
  CHECK_FALSE(std::filesystem::exists(folder / "long.jsonl"));
  if (std::filesystem::exists(folder / "long.jsonl.part"))
    CHECK(shell(checker + "long.jsonl.part", folder.root()).exit_code == 2);
  else
    WARN("interrupted before the first bytes: " + r.err);
}
