#pragma once
#include "goals.hpp"
#include "lines.hpp"
#include "text.hpp"

// A whole certificate: first line, steps and leaves, last line. **Theorem** C14.

namespace check {

struct Accepted {
  std::string claim;
  bool proved;  ///< else refuted
  std::size_t leaves;
  long bits;
};

inline std::string sha256(const std::string& bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.digest();
}

/// Checks the first line; the claim and whether it is to be proved.
inline std::pair<Tree, bool> header(const Json& json) {
  json.keys_are({"posproof-certificate", "id", "claim", "verdict", "relation", "domain", "tree", "sha256"});
  if (json.at("posproof-certificate").integer() != 1) throw Unreadable("another version than 1");
  const std::string tree_text(json.at("tree").text), verdict = json.at("verdict").string();
  const Tree tree = TreeReader::read(json.at("tree"));
  const bool quantified = is_quantifier(*tree);
  const bool reals = std::any_of(tree->binders.begin(), tree->binders.end(), [](const Binder& b) { return b.kind == "reals"; });
  const std::string relation = tree->op == "exists"    ? "exists"
                               : quantified            ? (reals ? "forall-real" : "forall-int")
                               : has_quantifier(*tree) ? "compound"
                                                       : "closed";
  json.at("id").string();
  if (verdict != "PROVED" && verdict != "REFUTED") throw Unreadable("no verdict of version 1: " + verdict);
  if (json.at("claim").string() != Text::of(*tree))
    throw Rejected("the text of the claim is not that of the tree, which is " + Text::of(*tree));
  if (json.at("relation").string() != relation) throw Rejected("the relation is " + relation);
  if (json.at("domain").text != (quantified ? json.at("tree").at(1).text : "[]"))
    throw Rejected("the domain is not that of the tree");
  if (json.at("sha256").string() != sha256(tree_text)) throw Rejected("the hash is not that of the tree");
  return {tree, verdict == "PROVED"};
}

/// Reads and checks the file; throws Rejected or Unreadable, with the number of the line.
inline Accepted check_certificate(const std::string& path) {
  Lines lines(path);
  std::string line;
  long number = 1;
  const auto at_line = [&](const std::exception& e) { return "line " + std::to_string(number) + ": " + e.what(); };
  try {
    if (!lines.next(line)) throw Unreadable("an empty file");
    const auto [tree, prove] = header(JsonReader::read(line));
    Proof proof(tree, prove);
    Sha256 hash;
    for (;;) {
      hash.add(line + "\n");
      ++number;
      if (!lines.next(line)) throw Unreadable("interrupted: the last line is missing");
      const Json json = JsonReader::read(line);
      if (json.has("end")) {
        json.keys_are({"end", "lines", "sha256"});
        if (!json.at("end").boolean() || json.at("lines").integer() != number - 1 ||
            json.at("sha256").string() != hash.digest())
          throw Unreadable("altered or interrupted: the last line does not fit the lines before it");
        if (lines.next(line)) throw Unreadable("lines after the last");
        if (!proof.finished()) throw Rejected("goals are left open: the cases do not cover the domain");
        return {Text::of(*tree), prove, proof.leaves, proof.most_bits};
      }
      proof.line(json);
    }
  } catch (const Unreadable& e) {
    throw Unreadable(at_line(e));
  } catch (const Rejected& e) {
    throw Rejected(at_line(e));
  } catch (const Undefined& e) {
    throw Rejected(at_line(e));
  } catch (const std::exception& e) {
    throw Unreadable(at_line(e));
  }
}

}  // namespace check
