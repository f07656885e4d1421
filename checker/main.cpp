#include <chrono>
#include <cstring>
#include <iostream>

#include "goals.hpp"
#include "lines.hpp"
#include "text.hpp"

// posproof-check: whether a certificate proves its claim. Format: docs/certificates.md; proofs: docs/theorems/certificates.md.

namespace {

using namespace check;

constexpr const char* usage =
    "usage: posproof-check FILE\n"
    "Checks a certificate of `posproof certify`, plain or gzip, with arithmetic of its own. Exit codes:\n"
    "  0  accepted: the claim that is printed has been proved\n"
    "  1  rejected: the certificate does not prove it; says which line and why\n"
    "  2  unreadable: no certificate of version 1, or interrupted\n"
    "Prints the claim as its tree says; the texts of the file are not believed.\n";

std::string sha256(const std::string& bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.digest();
}

/// Checks the first line; the claim and whether it is to be proved.
std::pair<Tree, bool> header(const Json& json) {
  json.keys_are({"posproof-certificate", "id", "claim", "verdict", "relation", "domain", "tree", "sha256"});
  if (json.at("posproof-certificate").integer() != 1) throw Unreadable("another version than 1");
  const std::string tree_text(json.at("tree").text), verdict = json.at("verdict").string();
  const Tree tree = TreeReader::read(json.at("tree"));
  const bool quantified = is_quantifier(*tree);
  const bool reals = std::any_of(tree->binders.begin(), tree->binders.end(), [](const Binder& b) { return b.kind == "reals"; });
  const std::string relation = tree->op == "exists" ? "exists" : quantified ? (reals ? "forall-real" : "forall-int") : has_quantifier(*tree) ? "compound" : "closed";
  json.at("id").string();
  if (verdict != "PROVED" && verdict != "REFUTED") throw Unreadable("no verdict of version 1: " + verdict);
  if (json.at("claim").string() != Text::of(*tree)) throw Rejected("the text of the claim is not that of the tree, which is " + Text::of(*tree));
  if (json.at("relation").string() != relation) throw Rejected("the relation is " + relation);
  if (json.at("domain").text != (quantified ? json.at("tree").at(1).text : "[]")) throw Rejected("the domain is not that of the tree");
  if (json.at("sha256").string() != sha256(tree_text)) throw Rejected("the hash is not that of the tree");
  return {tree, verdict == "PROVED"};
}

void run(const char* path) {
  const auto begin = std::chrono::steady_clock::now();
  Lines lines(path);
  std::string line;
  long number = 1;
  try {
    if (!lines.next(line)) throw Unreadable("an empty file");
    const auto [tree, prove] = header(JsonReader::read(line));
    Proof proof(tree, prove);
    Sha256 hash;
    for (;;) {
      hash.add(line + "\n");
      if (!lines.next(line)) throw Unreadable("interrupted: there is no last line");
      const Json json = JsonReader::read(line);
      if (json.has("end")) {
        json.keys_are({"end", "lines", "sha256"});
        if (!json.at("end").boolean() || json.at("lines").integer() != number || json.at("sha256").string() != hash.digest())
          throw Unreadable("altered or interrupted: the last line does not fit the lines before it");
        if (lines.next(line)) throw Unreadable("lines after the last");
        break;
      }
      ++number;
      proof.line(json);
    }
    if (!proof.finished()) throw Rejected("goals are left open: the cases do not cover the domain");
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::cout << "ACCEPTED\n  " << Text::of(*tree) << "\n  is " << (prove ? "PROVED" : "REFUTED") << ": " << proof.leaves << " leaves, up to "
              << proof.most_bits << " bits, " << seconds << " s\n";
  } catch (const Rejected& e) {
    throw Rejected("line " + std::to_string(number) + ": " + e.what());
  } catch (const Unreadable& e) {
    throw Unreadable("line " + std::to_string(number) + ": " + e.what());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "--help") == 0) {
    std::cout << usage;
    return 0;
  }
  if (argc != 2) {
    std::cerr << usage;
    return 2;
  }
  try {
    run(argv[1]);
    return 0;
  } catch (const Rejected& e) {
    std::cout << "REJECTED " << argv[1] << "\n  " << e.what() << "\n";
    return 1;
  } catch (const std::exception& e) {
    std::cerr << "UNREADABLE " << argv[1] << "\n  " << e.what() << "\n";
    return 2;
  }
}
