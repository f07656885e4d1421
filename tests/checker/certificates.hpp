#pragma once
#include <zlib.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "checker/certificate.hpp"
#include "support/folder.hpp"

// Certificates made by hand, and what the checker says of them.

namespace certificates {

using Json = nlohmann::ordered_json;

enum class Outcome { accepted, rejected, unreadable };

/// What the checker makes of a file with this content; `why` receives its reason.
inline Outcome outcome(const std::string& content, std::string* why = nullptr) {
  static const posproof::test::Folder folder;
  try {
    const auto a = check::check_certificate(folder.write("c", content).string());
    if (why) *why = a.claim;
    return Outcome::accepted;
  } catch (const check::Rejected& e) {
    if (why) *why = e.what();
    return Outcome::rejected;
  } catch (const check::Unreadable& e) {
    if (why) *why = e.what();
    return Outcome::unreadable;
  }
}

// Trees.
inline Json q(const std::string& number) { return {"q", number}; }
inline Json q(long n) { return q(std::to_string(n)); }
inline Json v(int slot, const std::string& name) { return {"v", slot, name}; }
inline Json call(const std::string& f, const Json& a) { return {"call", f, a}; }
inline Json op(const std::string& o, const Json& a, const Json& b) { return Json::array({o, a, b}); }
inline Json ints(const Json& lo, const Json& hi, const Json& step = q(1)) { return Json::array({"ints", lo, hi, step}); }
inline Json reals(const Json& lo, const Json& hi, bool lo_closed = true, bool hi_closed = true) {
  return Json::array({"reals", lo, hi, lo_closed, hi_closed});
}
inline Json binder(int slot, const std::string& name, const Json& domain) { return Json::array({slot, name, domain}); }
inline Json forall(const std::vector<Json>& binders, const Json& body, const Json& filter = nullptr) {
  return Json::array({"forall", binders, filter, body});
}
inline Json exists(const std::vector<Json>& binders, const Json& body, const Json& filter = nullptr) {
  return Json::array({"exists", binders, filter, body});
}

// Environments and lines.
inline Json value(int slot, const std::string& x) { return Json::array({slot, "value", x}); }
inline Json integers(int slot, const std::string& from, const Json& to, const std::string& step = "1") {
  return Json::array({slot, "integers", from, to, step});
}
inline Json interval(int slot, const Json& lo, const Json& hi, bool lo_closed = true, bool hi_closed = true) {
  return Json::array({slot, "reals", lo, hi, lo_closed, hi_closed});
}
/// Of integers or a set.
inline Json introduce() { return {{"step", "introduce"}}; }
/// Of reals, with ends outside of the domain; null for an infinite one.
inline Json introduce(const Json& lower, const Json& upper) {
  return {{"step", "introduce"}, {"lower", lower}, {"upper", upper}};
}
inline Json with_example(Json introduction, const std::vector<std::string>& values) {
  introduction["example"] = values;
  return introduction;
}
inline Json split(int slot, const std::string& at) { return {{"step", "split"}, {"variable", slot}, {"at", at}}; }
inline Json witness(const std::vector<std::string>& values) { return {{"step", "witness"}, {"values", values}}; }
inline Json parts() { return {{"step", "parts"}}; }
inline Json choose(int index) { return {{"step", "choose"}, {"index", index}}; }
/// At values, or over the box of what are no values.
inline Json evaluate(const std::vector<Json>& environment, const std::vector<Json>& differences, int bits = 64,
                     const Json& sweep = nullptr, const Json& taylor = nullptr) {
  return {{"leaf", "evaluate"}, {"environment", environment}, {"bits", bits},
          {"sweep", sweep},     {"taylor", taylor},           {"differences", differences}};
}
inline Json sweep(int slot, const std::vector<Json>& environment, const std::vector<Json>& differences, int bits = 64) {
  return evaluate(environment, differences, bits, slot);
}
inline Json taylor(int slot, int order, const std::string& centre, const std::vector<Json>& environment,
                   const std::vector<Json>& differences) {
  return evaluate(environment, differences, 64, nullptr, Json::array({slot, order, centre}));
}
inline Json identity(const std::vector<Json>& environment) { return {{"leaf", "identity"}, {"environment", environment}}; }
/// left - right = (x - centre)^zero G with G in lo..hi.
inline Json factor(int zero, const std::string& lo, const std::string& hi) { return Json::array({zero, lo, hi}); }
inline Json within(const std::string& lo, const std::string& hi) { return factor(0, lo, hi); }

struct Certificate {
  Json tree;
  std::string verdict;
  std::vector<Json> lines = {};
  std::string claim = {}, id = {};  ///< the claim's text is the checker's own unless it is given

  static std::string hash(const std::string& bytes) { return check::sha256(bytes); }
  Json header() const {
    const std::string text = tree.dump(), op = tree[0];
    const bool quantified = op == "forall" || op == "exists";
    std::string relation = op == "exists" ? "exists" : quantified ? "forall-int" : "closed", printed = claim;
    if (op == "forall")
      for (const auto& b : tree[1])
        if (b[2][0] == "reals") relation = "forall-real";
    if (printed.empty()) printed = check::TreeReader::read(tree)->text;
    return {{"posproof-certificate", 2},
            {"id", id},
            {"claim", printed},
            {"verdict", verdict},
            {"relation", relation},
            {"domain", quantified ? tree[1] : Json::array()},
            {"tree", tree},
            {"sha256", hash(text)}};
  }
  std::string text() const {
    std::vector<Json> all = {header()};
    all.insert(all.end(), lines.begin(), lines.end());
    return closed(all);
  }
  /// The lines with a last line that fits them.
  static std::string closed(const std::vector<Json>& lines) {
    std::string body;
    for (const auto& l : lines) body += l.dump() + "\n";
    return body + Json{{"end", true}, {"lines", lines.size()}, {"sha256", hash(body)}}.dump() + "\n";
  }
};

}  // namespace certificates
